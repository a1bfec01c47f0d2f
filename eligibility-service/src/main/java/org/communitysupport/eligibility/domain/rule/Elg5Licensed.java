package org.communitysupport.eligibility.domain.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ELG-5: medical necessity is confirmed by a licensed person, never by the referrer or the system. */
public final class Elg5Licensed {
    private Elg5Licensed() {}

    /** The credential by which the person may act: the strongest they hold; empty when none of theirs will do. */
    public static Optional<String> credential(List<String> licensed, Set<String> held) {
        return licensed.stream().filter(held::contains).findFirst();
    }
}
