/** What a lane log must keep, as tests; its twin in memory; and a real MongoDB to hold it against. */
package org.communitysupport.testkit.log;
