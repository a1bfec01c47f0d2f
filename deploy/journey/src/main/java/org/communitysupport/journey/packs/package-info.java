/** {@code ./cs packs}: what policy packs say, asked without a running system. */
package org.communitysupport.journey.packs;
