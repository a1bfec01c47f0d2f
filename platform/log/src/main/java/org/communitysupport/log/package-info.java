/**
 * The lane log, the only truth of a service: one command, one commit, one document, at the next position of its lane. Position order is
 * commit order by construction, without gaps.
 */
package org.communitysupport.log;
