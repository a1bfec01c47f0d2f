package org.communitysupport.billing.domain.channel;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * @param lastControl the control number of the newest batch; 0 before the first
 * @param newest the batches, newest first; null before the first. What a channel had before it shares with the one after: nothing of it is
 *     copied, so a year of batches folds in the time of its events
 */
public record Channel(long lastControl, Sent newest) {
    public static final Channel NONE = new Channel(0, null);

    /** A batch and those before it. */
    public record Sent(Batch batch, Sent before) {}

    /**
     * @param claims in the order in which they stand in the file
     * @param sending the token of the file that goes out; null before one was chosen, and in batches from before there were tokens
     * @param verdict null until the 999 came
     */
    public record Batch(
            String id,
            String controlNumber,
            Set<String> claims,
            String file,
            String sending,
            boolean submitted,
            String verdict) {

        static Batch built(String id, String controlNumber, List<String> claims, String file) {
            var in = Collections.unmodifiableSet(new LinkedHashSet<>(claims));
            return new Batch(id, controlNumber, in, file, null, false, null);
        }

        Batch sendingAs(String token) {
            return new Batch(id, controlNumber, claims, file, token, submitted, verdict);
        }

        Batch answered(String now) {
            return new Batch(id, controlNumber, claims, file, sending, true, now);
        }
    }

    public Optional<Batch> byControlNumber(String controlNumber) {
        return find(b -> sameNumber(b.controlNumber(), controlNumber));
    }

    public Optional<Batch> byId(String id) {
        return find(b -> b.id().equals(id));
    }

    /** The claim is in a batch. */
    public boolean has(String claim) {
        return find(b -> b.claims().contains(claim)).isPresent();
    }

    private Optional<Batch> find(Predicate<Batch> wanted) {
        for (var at = newest; at != null; at = at.before()) if (wanted.test(at.batch())) return Optional.of(at.batch());
        return Optional.empty();
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

    Channel with(Batch built) {
        return new Channel(Math.max(lastControl, Long.parseLong(built.controlNumber())), new Sent(built, newest));
    }

    Channel answered(String id, String verdict) {
        return changed(id, batch -> batch.answered(verdict));
    }

    /** Only what is newer than that batch is made anew, and something becomes of a batch while it is among the newest. */
    Channel changed(String id, UnaryOperator<Batch> change) {
        var newer = new ArrayDeque<Batch>();
        var at = newest;
        for (; at != null && !at.batch().id().equals(id); at = at.before()) newer.push(at.batch());
        if (at == null) throw new IllegalStateException("an answer to a batch that was never built");
        var next = new Sent(change.apply(at.batch()), at.before());
        for (var b : newer) next = new Sent(b, next);
        return new Channel(lastControl, next);
    }
}
