/** Wiring: names of events, aggregates, views, reactions, deadlines and use cases. */
package org.communitysupport.encounter.infrastructure;
