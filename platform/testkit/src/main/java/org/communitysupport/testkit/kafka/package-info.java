/** A real Kafka broker for tests. */
package org.communitysupport.testkit.kafka;
