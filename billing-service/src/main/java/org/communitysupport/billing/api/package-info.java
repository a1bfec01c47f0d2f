/** Billing's addresses. */
package org.communitysupport.billing.api;
