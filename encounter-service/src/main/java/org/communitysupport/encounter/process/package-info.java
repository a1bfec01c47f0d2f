/** What this service does because of events: it keeps its files of facts, counts contacts, judges days. */
package org.communitysupport.encounter.process;
