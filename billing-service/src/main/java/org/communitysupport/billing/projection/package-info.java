/** What billing's queries read: pure folds, no personal values. */
package org.communitysupport.billing.projection;
