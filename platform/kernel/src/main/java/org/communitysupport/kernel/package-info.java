/**
 * The words every domain is written in: deciders, decisions, ids, lanes, positions, money, minutes and personal values. Pure Java,
 * no dependency, no clock, no random, no I/O; the only thing besides {@code java.*} that a domain may import.
 */
package org.communitysupport.kernel;
