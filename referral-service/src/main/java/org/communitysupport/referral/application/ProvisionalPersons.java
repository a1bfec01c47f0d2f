package org.communitysupport.referral.application;

/** Port: ids under which a referral came whose person turned out to be known. */
public interface ProvisionalPersons {

    /** Makes what was sealed under the id unreadable for ever. Repeating it changes nothing. */
    void forget(String person);
}
