package org.communitysupport.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.communitysupport.local.Trouble;

/** Puts a table of figures into a page, between two marks, and leaves the rest of the page alone. */
final class Page {
    static final String FROM = "<!-- figures: from here -->";
    static final String TO = "<!-- figures: to here -->";

    private Page() {}

    /** @throws Trouble when the file has no marks */
    static void write(Path file, List<Figure> figures) {
        try {
            String page = Files.readString(file);
            int from = page.indexOf(FROM), to = page.indexOf(TO);
            if (from < 0 || to < from) throw new Trouble(file + " lacks the marks " + FROM + " and " + TO + ".");
            Files.writeString(
                    file,
                    page.substring(0, from + FROM.length()) + "\n\n" + machine() + "\n\n" + Table.markdown(figures)
                            + "\n" + page.substring(to));
        } catch (IOException e) {
            throw new Trouble("The page " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static String machine() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + system.getAvailableProcessors() + " cores ("
                + processor() + "), " + Math.round(system.getTotalMemorySize() / (double) (1 << 30)) + " GiB, "
                + system.getName() + " " + release(system.getVersion()) + ", Java " + Runtime.version()
                + "; load generator, database, broker and services on the same cores.";
    }

    /** Without what a builder of kernels has put behind it. */
    private static String release(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
