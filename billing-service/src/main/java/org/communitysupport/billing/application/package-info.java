/** Use cases of billing and the ports they need: gather facts, run the command. */
package org.communitysupport.billing.application;
