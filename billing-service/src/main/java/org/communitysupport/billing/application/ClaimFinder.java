package org.communitysupport.billing.application;

import java.time.LocalDate;
import java.util.List;

/** Finds claims by what payers call them. Only a hint: each is looked at in the log before anything is done with it. */
public interface ClaimFinder {

    /** Claims that this payer knows under its own number. */
    List<String> byPayerControl(String tenant, String payer, String control);

    /** The days from that one on for which the person has claims. */
    List<LocalDate> days(String tenant, String person, LocalDate from);
}
