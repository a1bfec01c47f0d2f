/** What this service does because of events, its own and others'. */
package org.communitysupport.eligibility.process;
