/** Views: pure folds of events into rows. They never send anything. */
package org.communitysupport.encounter.projection;
