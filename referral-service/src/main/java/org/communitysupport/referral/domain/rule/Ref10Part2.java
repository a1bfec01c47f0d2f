package org.communitysupport.referral.domain.rule;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.ConsentScope;
import org.communitysupport.referral.domain.Codes.DisabilityGroup;

/**
 * REF-10: content about substance use is under 42 CFR Part 2; what a referrer reads back follows a recorded ground and what this referrer
 * itself sent, never what others sent and never what we know of the person besides.
 */
public final class Ref10Part2 {
    /**
     * Codes that speak of substance use: F10 to F19 by themselves, the others by their ICD-10-CM title (alcoholic organ damage, use that
     * complicates pregnancy, counseling, poisoning by opioids and the like).
     */
    private static final List<String> CODES = List.of(
            "F1", "E24.4", "G31.2", "G62.1", "G72.1", "I42.6", "K29.2", "K70", "K85.2", "K86.0", "O99.31", "O99.32",
            "R78.0", "T40", "T51.0", "Y90", "Z71.4", "Z71.5");

    /** Words that speak of it in free text. One too many protects what need not be; one too few discloses. */
    private static final Pattern WORDS = Pattern.compile(
            "\\b(substance|alcohol|opioid|opiate|heroin|fentanyl|cocaine|(meth)?amphetamine|cannabis|marijuana|addict|overdos|detox|"
                    + "drunk|sober|sobriety|drug (use|abuse)|sud\\b|oud\\b|saiop|sacot|moud\\b|asam\\b|methadone|buprenorphine|"
                    + "suboxone|subutex|sublocade|naltrexone|vivitrol|naloxone|disulfiram|antabuse|acamprosate)",
            Pattern.CASE_INSENSITIVE);

    private Ref10Part2() {}

    /** By its content; what says nothing of what it is about counts as protected, because nobody can tell that it is not. */
    public static boolean protectedContent(Clinical clinical) {
        return substanceUse(clinical) || clinical.diagnoses().isEmpty() && clinical.disabilityGroup() == null;
    }

    public static boolean substanceUse(Clinical clinical) {
        return clinical.disabilityGroup() == DisabilityGroup.SUD
                || clinical.disabilityGroup() == DisabilityGroup.MH_SUD
                || clinical.asamLevel() != null
                || clinical.diagnoses().stream().anyMatch(Ref10Part2::speaksOfIt)
                || texts(clinical).anyMatch(Ref10Part2::namesIt);
    }

    /** Free text that names substance use. */
    public static boolean namesIt(String text) {
        return text != null && WORDS.matcher(text).find();
    }

    /** An ICD-10-CM code of substance use. */
    public static boolean speaksOfIt(String diagnosis) {
        String code = diagnosis.toUpperCase(java.util.Locale.ROOT);
        return CODES.stream().anyMatch(c -> code.startsWith(c) || code.startsWith(c.replace(".", "")));
    }

    private static Stream<String> texts(Clinical c) {
        var lists =
                Stream.of(c.currentServices(), c.medications(), c.riskFlags()).flatMap(List::stream);
        return c.presentingProblem() == null ? lists : Stream.concat(Stream.of(c.presentingProblem()), lists);
    }

    /**
     * What a referrer may read back. A professional referrer sees the status of an ordinary referral without more; a family or the person's
     * own channel sees nothing beyond "received" until there is consent, and Part 2 content needs a consent that names it.
     *
     * @param professional both the sending system and the source it named
     * @param part2 of what this referrer sent
     * @param consents of the person to this referrer that stand today
     */
    public static Ground ground(boolean professional, boolean part2, Collection<Consent> consents) {
        var scopes = EnumSet.noneOf(ConsentScope.class);
        var named = EnumSet.noneOf(ConsentScope.class);
        var rests = new TreeSet<String>();
        if (professional && !part2) {
            scopes.add(ConsentScope.STATUS);
            rests.add("treatment");
        }
        for (var consent : consents) {
            if (part2 && !consent.part2()) continue;
            scopes.addAll(consent.scopes());
            rests.add(consent.id());
            if (consent.part2()) named.addAll(consent.scopes());
        }
        return new Ground(scopes, named.contains(ConsentScope.STATUS), rests);
    }

    /**
     * @param scopes what may be read of this referral
     * @param others whether it may be told that the person is with us through somebody else. We are a program for substance use too, so that
     *     alone is Part 2 content, whatever this referral is about; and it must not depend on whether the person really is protected
     * @param rests on which consents, or {@code treatment}
     */
    public record Ground(Set<ConsentScope> scopes, boolean others, Set<String> rests) {
        public boolean status() {
            return scopes.contains(ConsentScope.STATUS);
        }
    }

    /** One that stands. @param part2 it names Part 2 content */
    public record Consent(String id, Set<ConsentScope> scopes, boolean part2) {}
}
