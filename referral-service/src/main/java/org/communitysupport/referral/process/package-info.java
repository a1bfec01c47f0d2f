/** What this service does because of events, its own and eligibility's. */
package org.communitysupport.referral.process;
