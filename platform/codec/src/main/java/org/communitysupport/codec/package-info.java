/** Events to JSON and back: explicit type names, schema versions with upcasters, personal values sealed on the way in. */
package org.communitysupport.codec;
