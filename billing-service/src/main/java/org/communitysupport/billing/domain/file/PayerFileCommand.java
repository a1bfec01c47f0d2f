package org.communitysupport.billing.domain.file;

public sealed interface PayerFileCommand {

    /** The bytes are stored already, under their hash. */
    record ReceiveFile(String file, long size, String name) implements PayerFileCommand {}

    record RefuseFile(String file, String kind, String place, String rule, String detail) implements PayerFileCommand {}

    /**
     * @param claims how many claims it spoke of
     * @param posted how many of them changed
     * @param unmatched how many are not ours or do not fit
     */
    record FinishFile(String file, String kind, int claims, int posted, int unmatched, FileLinks links)
            implements PayerFileCommand {}
}
