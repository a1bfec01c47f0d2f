/** What billing does because of events: notes facts, builds and scrubs claims, sends batches. Each reaction names what it ignores. */
package org.communitysupport.billing.process;
