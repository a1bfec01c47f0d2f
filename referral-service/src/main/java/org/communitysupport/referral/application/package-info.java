/** Use cases: gather the facts, run the command. */
package org.communitysupport.referral.application;
