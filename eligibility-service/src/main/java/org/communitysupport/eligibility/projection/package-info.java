/** What the queries of this service read: pure folds of its own events, and of referral's staff and teams. */
package org.communitysupport.eligibility.projection;
