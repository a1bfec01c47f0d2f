package org.communitysupport.referral.infrastructure;

import java.time.LocalDate;
import java.util.Optional;
import org.communitysupport.privacy.Erasure;
import org.communitysupport.referral.application.RecordHolds;

/** Holds of the episode's name in the person's key document, where erasing sees them in the same step. */
final class ErasureHolds implements RecordHolds {
    private static final String US = "referral-service";

    private final Erasure erasure;

    ErasureHolds(Erasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public void whileOpen(String person, String episode, String rule) {
        place(person, open(episode), rule, Optional.empty());
    }

    /** One for each last day: where a discharge is corrected to a later day, the longer hold governs. */
    @Override
    public void until(String person, String episode, String rule, LocalDate last) {
        place(person, "kept-" + episode + '-' + last, rule, Optional.of(last));
        lift(person, episode);
    }

    @Override
    public void lift(String person, String episode) {
        erasure.lift(person, open(episode), US);
    }

    private void place(String person, String id, String rule, Optional<LocalDate> last) {
        erasure.hold(person, new Erasure.Hold(id, Erasure.Kind.RETENTION, rule, last, US));
    }

    private static String open(String episode) {
        return "open-" + episode;
    }
}
