package org.communitysupport.billing.domain.file;

import java.util.List;

/**
 * What a file speaks of, the first ones of each.
 *
 * @param remittances the payments in it
 * @param batches our files that it answers
 */
public record FileLinks(List<String> remittances, List<String> batches) {
    private static final int MOST = 100;
    public static final FileLinks NONE = new FileLinks(List.of(), List.of());

    public FileLinks {
        remittances = remittances.stream().distinct().limit(MOST).toList();
        batches = batches.stream().distinct().limit(MOST).toList();
    }
}
