/**
 * Referrals, teams and their capacity, staff and their credentials, who a person is, and what a person consents to. Pure: java and the
 * kernel only. Rules by id: part G.1 of the domain reference.
 */
package org.communitysupport.referral.domain;
