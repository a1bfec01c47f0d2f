package org.communitysupport.privacy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a person can be found by without their name standing anywhere: keyed hashes of normalised words. They stand in rows of views and go
 * when the row of an erased person goes.
 */
public final class SearchWords {
    private static final Pattern WORD = Pattern.compile("\\d{4}-\\d{2}-\\d{2}|[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+|['’`]");

    private SearchWords() {}

    /**
     * One hash a word, for storing and for asking alike: a row matches when it holds all the words that are asked for. Case, accents,
     * apostrophes and the order of words make no difference; an ISO date is one word.
     */
    public static SortedSet<String> of(KeyedHash hash, String tenant, String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var words = new TreeSet<String>();
        var matcher = WORD.matcher(plain);
        while (matcher.find())
            words.add(hash.hex("search-word", tenant, matcher.group()).substring(0, 32));
        return words;
    }
}
