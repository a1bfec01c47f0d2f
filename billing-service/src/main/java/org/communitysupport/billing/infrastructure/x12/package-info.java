/** What billing writes and reads in X12: 837P, 835, 277CA and the verdicts on files, on top of the platform's {@code x12}. */
package org.communitysupport.billing.infrastructure.x12;
