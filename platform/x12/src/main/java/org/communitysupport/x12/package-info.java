/**
 * X12 in and out for every service that speaks it: envelopes, faults with their place, acknowledgments. The only module that knows StAEDI.
 * Reading streams, so memory does not grow with the file; a fault never carries a value from the file.
 */
package org.communitysupport.x12;
