package org.communitysupport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name files, classes and tests; they must be there. */
class DocsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Conformance|IT))(?:#(\\w+))?`");
    private static final Pattern PATH = Pattern.compile("`([a-z][\\w.-]*/[\\w./-]+)`");

    @Test
    void every_guarantee_names_a_test_that_exists() throws IOException {
        var missing = new ArrayList<String>();
        var matcher = TEST.matcher(Files.readString(ROOT.resolve("docs/guarantees.md")));
        int named = 0;
        while (matcher.find()) {
            named++;
            var sources = sources(matcher.group(1) + ".java");
            if (sources.isEmpty()) missing.add(matcher.group(1));
            else if (matcher.group(2) != null
                    && !Files.readString(sources.getFirst()).contains(matcher.group(2) + "("))
                missing.add(matcher.group());
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(30);
    }

    @Test
    void the_walk_goes_through_files_that_exist() throws IOException {
        var missing = new ArrayList<String>();
        var matcher = PATH.matcher(Files.readString(ROOT.resolve("docs/walk.md")));
        int named = 0;
        while (matcher.find()) {
            named++;
            if (!Files.exists(ROOT.resolve(matcher.group(1)))) missing.add(matcher.group(1));
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(15);
    }

    private static List<Path> sources(String name) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(f -> f.getFileName().toString().equals(name)
                            && !f.toString().contains("/target/"))
                    .toList();
        }
    }
}
