/** The real Keycloak as a local part: its distribution, one running instance, and tokens from it. For the local profile and for tests. */
package org.communitysupport.parts.keycloak;
