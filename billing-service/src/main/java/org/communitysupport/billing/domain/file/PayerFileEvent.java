package org.communitysupport.billing.domain.file;

/** @see PayerFileCommand */
public sealed interface PayerFileEvent {

    /** @param name as the sender named it, when it has the shape of one of our or the payer's file names; else null */
    record PayerFileReceived(String file, long size, String name) implements PayerFileEvent {}

    record PayerFileRefused(String file, String kind, String place, String rule, String detail)
            implements PayerFileEvent {}

    record PayerFileProcessed(String file, String kind, int claims, int posted, int unmatched)
            implements PayerFileEvent {}
}
