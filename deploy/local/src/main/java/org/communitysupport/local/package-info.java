/**
 * What stands behind {@code ./cs}: starts the parts of the local profile, each a process of its own on the loopback address, watches and
 * stops them.
 */
package org.communitysupport.local;
