package org.communitysupport.billing.domain.channel;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * @param lastControl the control number of the newest batch; 0 before the first
 * @param batches by batch id
 */
public record Channel(long lastControl, Map<String, Batch> batches) {
    public static final Channel NONE = new Channel(0, Map.of());

    /**
     * @param claims in the order of the file
     * @param members the same to look them up; made once, so that a channel of many claims is folded in one go
     * @param verdict null until the payer answered
     */
    public record Batch(
            String id,
            String controlNumber,
            List<String> claims,
            Set<String> members,
            String file,
            boolean submitted,
            String verdict) {

        static Batch of(ChannelEvent.ClaimBatchBuilt e) {
            return new Batch(e.batch(), e.controlNumber(), e.claims(), Set.copyOf(e.claims()), e.file(), false, null);
        }

        Batch answered(boolean isSubmitted, String by) {
            return new Batch(id, controlNumber, claims, members, file, isSubmitted, by);
        }
    }

    /** Whether a claim is in any batch. */
    public boolean has(String claim) {
        for (var batch : batches.values()) if (batch.members().contains(claim)) return true;
        return false;
    }

    public Optional<Batch> byControlNumber(String controlNumber) {
        return batches.values().stream()
                .filter(b -> sameNumber(b.controlNumber(), controlNumber))
                .findFirst();
    }

    /** The next control number of the series. */
    public long next(ChannelDecider.Series series) {
        return (lastControl == 0 ? series.before() : lastControl) + 1;
    }

    /** Nine digits, as they stand in the envelope. */
    public static String text(long number) {
        return String.format("%09d", number);
    }

    /** Group control numbers come back without their leading zeros. */
    private static boolean sameNumber(String a, String b) {
        return a.replaceFirst("^0+", "").equals(b.replaceFirst("^0+", ""));
    }

    Channel with(Batch batch) {
        var all = new HashMap<>(batches);
        all.put(batch.id(), batch);
        return new Channel(
                Math.max(lastControl, Long.parseLong(batch.controlNumber())), Collections.unmodifiableMap(all));
    }
}
