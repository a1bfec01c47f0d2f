/** The rules of billing: pure, no clock, no I/O. */
package org.communitysupport.billing.domain;
