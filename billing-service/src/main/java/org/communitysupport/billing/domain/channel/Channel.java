package org.communitysupport.billing.domain.channel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * @param lastControl the control number of the newest batch; 0 before the first
 * @param batches by batch id
 * @param claims every claim that is in a batch
 */
public record Channel(long lastControl, Map<String, Batch> batches, Set<String> claims) {
    public static final Channel NONE = new Channel(0, Map.of(), Set.of());

    /** @param verdict null until the 999 came */
    public record Batch(
            String id, String controlNumber, List<String> claims, String file, boolean submitted, String verdict) {}

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
        var in = new HashSet<>(claims);
        in.addAll(batch.claims());
        return new Channel(
                Math.max(lastControl, Long.parseLong(batch.controlNumber())), Map.copyOf(all), Set.copyOf(in));
    }
}
