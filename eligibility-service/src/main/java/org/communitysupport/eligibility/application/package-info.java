/** Use cases: gather the facts, run the command. */
package org.communitysupport.eligibility.application;
