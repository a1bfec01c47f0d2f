package org.communitysupport.billing.domain.number;

public sealed interface NumberEvent {
    /** From now on an answer with this number is about that claim. */
    record ClaimNumberGiven(String number, String person, String claim) implements NumberEvent {}
}
