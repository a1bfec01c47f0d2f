/**
 * A payer for the local profile: takes 837 professional claim files from a directory, answers 999, 277CA and 835 into another. It shares no
 * code with the services and reads with another X12 library than they write with, so that the two judge each other.
 */
package org.communitysupport.payer;
