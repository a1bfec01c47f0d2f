/** The Kafka broker of the local profile: a JVM of its own, so that its jars never meet the services' class path. */
package org.communitysupport.kafka;
