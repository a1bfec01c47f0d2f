package org.communitysupport.referral.domain.rule;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.communitysupport.referral.domain.Demographics;

/**
 * REF-2: who is the same person. A member id alone never decides: names and birth date have to agree with it. What agrees is judged here, and
 * strictly: twins and a mother and her son share much, and what is merely similar is for somebody of intake to decide.
 */
public final class Ref2SamePerson {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SUFFIXES = Set.of("JR", "SR", "II", "III", "IV");
    private static final String[][] LETTERS = {{"Ø", "O"}, {"Ł", "L"}, {"Æ", "AE"}, {"Œ", "OE"}, {"Đ", "D"}, {"Þ", "TH"}
    };

    private Ref2SamePerson() {}

    /** What does not agree between two people, by the names of the fields; empty for the same person. An absent birth date agrees with none. */
    public static List<String> differs(Demographics one, Demographics other) {
        var differs = new ArrayList<String>();
        if (!sameName(one.familyName(), other.familyName())) differs.add("familyName");
        if (!sameGiven(one.givenName(), other.givenName())) differs.add("givenName");
        if (one.birthDate() == null || !one.birthDate().equals(other.birthDate())) differs.add("birthDate");
        return List.copyOf(differs);
    }

    /** Whether a correction says something else of who the person is, and not only more or less. */
    public static boolean contradicts(Demographics was, Demographics now) {
        boolean born = was.birthDate() != null
                && now.birthDate() != null
                && !was.birthDate().equals(now.birthDate());
        String before = memberId(was.memberId());
        String after = memberId(now.memberId());
        return born
                || before != null && after != null && !before.equals(after)
                || !sameName(was.familyName(), now.familyName())
                || !sameGiven(was.givenName(), now.givenName());
    }

    /** Whether a correction touches what tells who the person is. */
    public static boolean changed(Demographics was, Demographics now) {
        return !name(was.familyName()).equals(name(now.familyName()))
                || !name(was.givenName()).equals(name(now.givenName()))
                || !Objects.equals(was.birthDate(), now.birthDate())
                || !Objects.equals(memberId(was.memberId()), memberId(now.memberId()));
    }

    static boolean sameName(String one, String other) {
        String a = name(one);
        return !a.isEmpty() && a.equals(name(other));
    }

    /** A second given name that only one side has makes no difference. */
    static boolean sameGiven(String one, String other) {
        if (sameName(one, other)) return true;
        var a = words(one);
        var b = words(other);
        if (a.isEmpty() || b.isEmpty()) return false;
        int shorter = Math.min(a.size(), b.size());
        return a.subList(0, shorter).equals(b.subList(0, shorter));
    }

    /** A name as it is compared: no case, accents, spaces, hyphens or generational suffix; empty when nothing is left. */
    public static String name(String text) {
        return String.join("", words(text));
    }

    private static List<String> words(String text) {
        if (text == null) return List.of();
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .replaceAll("['’`]", "")
                .toUpperCase(Locale.ROOT);
        for (var letter : LETTERS) plain = plain.replace(letter[0], letter[1]);
        var words = new ArrayList<>(Arrays.asList(APART.split(plain)));
        words.removeIf(String::isEmpty);
        if (words.size() > 1 && SUFFIXES.contains(words.getLast())) words.removeLast();
        return words;
    }

    /** A member id as it is compared, stored and billed: no spaces or hyphens, capital letters; null when there is none. */
    public static String memberId(String text) {
        if (text == null) return null;
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}-]", "")
                .toUpperCase(Locale.ROOT);
        return plain.isEmpty() ? null : plain;
    }
}
