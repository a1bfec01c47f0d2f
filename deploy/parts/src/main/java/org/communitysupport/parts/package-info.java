/** The real parts that stand around the services, started as child processes: for {@code ./cs run} and for tests. */
package org.communitysupport.parts;
