/**
 * The command side on Axon 4: its bus, its repositories and locks and its aggregate lifecycle run the deciders over the lane log, through
 * one generic aggregate. The only room that imports {@code org.axonframework}. Built by hand, without Axon's configurer: nothing is found by
 * service loaders, no serializer touches an event, the update checker is never made.
 */
package org.communitysupport.axon;
