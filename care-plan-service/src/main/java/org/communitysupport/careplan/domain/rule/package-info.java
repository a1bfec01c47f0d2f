/** The rules as pure functions, named after their ids in the domain reference, and the figures they take from a policy pack. */
package org.communitysupport.careplan.domain.rule;
