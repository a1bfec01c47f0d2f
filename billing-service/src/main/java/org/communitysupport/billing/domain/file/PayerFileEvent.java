package org.communitysupport.billing.domain.file;

/** @see PayerFileCommand */
public sealed interface PayerFileEvent {

    /** @param name as the sender named it, when it has the shape of one of our or the payer's file names; else null */
    record PayerFileReceived(String file, long size, String name) implements PayerFileEvent {}

    record PayerFileRefused(String file, String kind, String place, String rule, String detail)
            implements PayerFileEvent {}

    /** @param links null in old events */
    record PayerFileProcessed(String file, String kind, int claims, int posted, int unmatched, FileLinks links)
            implements PayerFileEvent {}
}
