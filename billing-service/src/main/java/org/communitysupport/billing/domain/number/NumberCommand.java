package org.communitysupport.billing.domain.number;

public sealed interface NumberCommand {
    record GiveNumber(String number, String person, String claim) implements NumberCommand {}
}
