/** The real Kafka broker as a child process, for {@code ./cs run} and for tests. */
package org.communitysupport.parts.kafka;
