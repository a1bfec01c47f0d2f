/**
 * Kills the parts of a working system one after the other, and judges afterwards by what clients were told, what the log holds and what the
 * payer got whether any promise was broken.
 */
package org.communitysupport.faults;
