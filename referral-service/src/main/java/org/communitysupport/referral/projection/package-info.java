/** What the queries of this service read: pure folds of its own events. */
package org.communitysupport.referral.projection;
