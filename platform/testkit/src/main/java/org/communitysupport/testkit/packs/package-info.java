/** Policy packs for tests. */
package org.communitysupport.testkit.packs;
