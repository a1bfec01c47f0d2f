package org.communitysupport.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {
    @TempDir
    static Path directory;

    private static KeyedHash hash;
    private static KeyedHash elsewhere;

    @BeforeAll
    static void keys() {
        hash = new KeyedHash(MasterKey.loadOrCreate(directory.resolve("one")));
        elsewhere = new KeyedHash(MasterKey.loadOrCreate(directory.resolve("other")));
    }

    @Test
    void depends_on_key_purpose_and_each_part() {
        String it = hash.hex("member-id", "riverbend", "123");
        assertThat(it).matches("[0-9a-f]{64}").isEqualTo(hash.hex("member-id", "riverbend", "123"));
        assertThat(it)
                .isNotEqualTo(elsewhere.hex("member-id", "riverbend", "123"))
                .isNotEqualTo(hash.hex("search-word", "riverbend", "123"))
                .isNotEqualTo(hash.hex("member-id", "foothills", "123"))
                .isNotEqualTo(hash.hex("member-id", "riverbend1", "23"));
    }

    @Test
    void words_are_found_whatever_their_case_accents_and_order() {
        var stored = SearchWords.of(hash, "riverbend", "José O'Brien-Smith 1990-01-02");
        assertThat(stored).hasSize(4).allMatch(w -> w.matches("[0-9a-f]{32}"));
        assertThat(stored).containsAll(SearchWords.of(hash, "riverbend", "SMITH jose"));
        assertThat(stored).containsAll(SearchWords.of(hash, "riverbend", "O’BRIEN, 1990-01-02"));
        assertThat(stored).doesNotContainAnyElementsOf(SearchWords.of(hash, "riverbend", "Jo 1990"));
        assertThat(stored).doesNotContainAnyElementsOf(SearchWords.of(hash, "foothills", "jose smith"));
        assertThat(SearchWords.of(hash, "riverbend", " -- ")).isEmpty();
    }
}
