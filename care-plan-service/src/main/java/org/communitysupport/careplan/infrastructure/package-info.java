/** Wiring: names of events, aggregates, views, reactions and use cases. */
package org.communitysupport.careplan.infrastructure;
