/** One file that a payer sent: taken once, refused with its faults, or read. */
package org.communitysupport.billing.domain.file;
