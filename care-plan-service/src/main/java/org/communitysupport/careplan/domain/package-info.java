/**
 * The person-centred plan of one episode: drafted with goals, interventions and crisis plan, signed, activated, revised; the service order
 * beside it. Pure: no clock, no random, no I/O.
 */
package org.communitysupport.careplan.domain;
