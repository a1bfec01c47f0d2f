package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule book explains every rule, source and figure that code and packs cite, and names a test for each rule that is built. */
class RuleBookTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern RULE = Pattern.compile("\\b(?:REF|ELG|PLN|ENC|BIL)-\\d+\\b");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:REF|ELG|PLN|ENC|BIL)-\\d+) \\|(.*)\\|\\s*$");
    private static final Pattern SOURCE = Pattern.compile("\\b[STDOLNM]\\d+[a-d]?\\b");
    private static final Pattern SOURCE_ROW = Pattern.compile("(?m)^\\| ([STDOLNM]\\d+[a-d]?) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test|\\w+Conformance|\\w+IT)#(\\w+)`");
    private static final Pattern FIGURE = Pattern.compile("(?m)^  ([a-z][\\w.]+):");
    private static final int FIGURES = 1;
    private static final int STATE = 6;

    @Test
    void every_rule_that_is_cited_stands_in_the_book_once() throws IOException {
        var rules = rules();
        assertThat(rules).hasSizeGreaterThan(60);
        assertThat(cited(RULE, "/src/main/", ".java")).isNotEmpty().isSubsetOf(rules.keySet());
        assertThat(cited(RULE, "/policy-packs/", ".yaml")).isNotEmpty().isSubsetOf(rules.keySet());
    }

    @Test
    void every_source_that_a_pack_cites_stands_in_the_book() throws IOException {
        var sources = new TreeSet<String>();
        var rows = SOURCE_ROW.matcher(book());
        while (rows.find())
            assertThat(sources.add(rows.group(1))).as(rows.group(1)).isTrue();
        assertThat(cited(SOURCE, "/policy-packs/", ".yaml")).isNotEmpty().isSubsetOf(sources);
    }

    @Test
    void a_rule_that_is_built_names_a_test_that_exists() throws IOException {
        var wrong = new ArrayList<String>();
        for (var rule : rules().entrySet()) {
            String state = rule.getValue().get(STATE);
            if (state.equals("not yet")) continue;
            var test = TEST.matcher(state);
            if (!state.startsWith("built") && !state.startsWith("partly") || !test.find()) wrong.add(rule.getKey());
            else if (sources(test.group(1)).noneMatch(text -> text.contains(" " + test.group(2) + "(")))
                wrong.add(rule.getKey() + ": " + test.group());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_figure_that_the_book_names_stands_in_a_pack() throws IOException {
        var known = new TreeSet<String>();
        for (Path pack : files("/policy-packs/", ".yaml")) {
            var figure = FIGURE.matcher(Files.readString(pack));
            while (figure.find()) known.add(figure.group(1));
        }
        var named = new TreeSet<String>();
        for (var rule : rules().values()) {
            var figure = Pattern.compile("`([^`]+)`").matcher(rule.get(FIGURES));
            while (figure.find()) named.add(figure.group(1));
        }
        assertThat(named).hasSizeGreaterThan(30).isSubsetOf(known);
    }

    private static String book() throws IOException {
        return Files.readString(ROOT.resolve("docs/domain.md"));
    }

    /** Each rule's cells behind its id. */
    private static Map<String, List<String>> rules() throws IOException {
        var rules = new HashMap<String, List<String>>();
        var rows = ROW.matcher(book());
        while (rows.find()) {
            var cells = Stream.of(rows.group(2).split("\\|")).map(String::strip).toList();
            assertThat(cells).as(rows.group(1)).hasSize(STATE + 1);
            assertThat(rules.put(rows.group(1), cells)).as(rows.group(1)).isNull();
        }
        return rules;
    }

    private static TreeSet<String> cited(Pattern what, String under, String ending) throws IOException {
        var found = new TreeSet<String>();
        for (Path file : files(under, ending)) {
            var cite = what.matcher(Files.readString(file));
            while (cite.find()) found.add(cite.group());
        }
        return found;
    }

    private static Stream<String> sources(String test) throws IOException {
        return files("/src/test/", "/" + test + ".java").stream().map(RuleBookTest::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String under, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.toString().contains(under)
                            && f.toString().endsWith(ending)
                            && !f.toString().contains("/target/"))
                    .toList();
        }
    }
}
