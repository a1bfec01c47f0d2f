/** What people do with a running system from the command line: read its history, rebuild views, publish again. All of it over HTTP, with a token. */
package org.communitysupport.console;
