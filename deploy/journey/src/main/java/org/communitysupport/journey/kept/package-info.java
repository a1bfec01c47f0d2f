/** What a whole system holds, kept as test data for later builds. */
package org.communitysupport.journey.kept;
