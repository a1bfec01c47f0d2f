/**
 * Policy packs: what a payer, a state and the base say, by date, as data with source and confidence. Adding a state changes no Java. A pack
 * chooses and parameterises; it never computes.
 */
package org.communitysupport.policy;
