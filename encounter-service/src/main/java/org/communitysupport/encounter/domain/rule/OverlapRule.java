package org.communitysupport.encounter.domain.rule;

/** What happens to minutes that two staff spent with one member together (ENC-5; figure {@code overlap.sameMember}). */
public enum OverlapRule {
    /** One of them bills, and a person says which. */
    BILL_ONE_CHOSEN,
    /** The pack lets both bill. */
    BILL_ALL
}
