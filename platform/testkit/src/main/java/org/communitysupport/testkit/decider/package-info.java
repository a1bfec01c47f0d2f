/** For the tests of deciders. */
package org.communitysupport.testkit.decider;
