/** For component tests of a service: the real parts it needs, and tokens. Needs quarkus-junit and smallrye-jwt-build on the test class path. */
package org.communitysupport.testkit.web;
