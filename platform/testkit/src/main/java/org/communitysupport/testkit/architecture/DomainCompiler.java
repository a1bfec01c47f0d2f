package org.communitysupport.testkit.architecture;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.communitysupport.kernel.Decider;

/** Runs the compiler over a domain with nothing but the kernel on the class path. */
final class DomainCompiler {
    private DomainCompiler() {}

    /** What the compiler says; empty when the domain stands alone. */
    static String errors(Path domain) throws IOException {
        List<String> sources;
        try (var files = Files.walk(domain)) {
            sources = files.map(Path::toString).filter(f -> f.endsWith(".java")).toList();
        }
        if (sources.isEmpty()) return "no sources under " + domain;
        Path out = Files.createTempDirectory("domain-alone");
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            boolean ok = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of("-proc:none", "-cp", kernel(), "-d", out.toString()),
                            null,
                            manager.getJavaFileObjectsFromStrings(sources))
                    .call();
            return ok ? "" : said.toString();
        }
    }

    private static String kernel() {
        try {
            return Path.of(Decider.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the kernel's place is no path", e);
        }
    }
}
