/**
 * What happened between staff and member, and what of it may be billed: the encounter, the worker's day, the member's day, and the files of
 * facts (member, staff) that a release rests on. Pure: no clock, no random, no I/O.
 */
package org.communitysupport.encounter.domain;
