package org.communitysupport.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM of its own with one class in one jar, started again and again. */
class ClassArchiveTest {
    /** What runs in it: says one word, and waits to be killed when it is asked to. */
    public static final class Speaker {
        private Speaker() {}

        public static void main(String[] args) throws IOException {
            System.out.println("good day");
            if (args.length > 0) System.in.read();
        }
    }

    @TempDir
    Path directory;

    private Path jar;

    @BeforeEach
    void aJar() throws IOException {
        jar = directory.resolve("speaker.jar");
        writeJar();
    }

    @Test
    void the_first_orderly_end_writes_it_and_the_next_start_takes_the_classes_from_it() throws Exception {
        assertThat(tookClassesFromArchive()).isFalse();
        assertThat(archives()).hasSize(1);
        assertThat(tookClassesFromArchive()).isTrue();
    }

    @Test
    void one_that_was_not_finished_is_ignored_without_a_word_and_written_anew() throws Exception {
        run();
        byte[] whole = Files.readAllBytes(archives().getFirst());
        // As a JVM leaves it that is killed while it writes: the head comes last.
        var headless = whole.clone();
        Arrays.fill(headless, 0, 4096, (byte) 0);
        for (byte[] unfinished : List.of(new byte[0], Arrays.copyOf(headless, headless.length / 2), headless)) {
            Files.write(archives().getFirst(), unfinished);
            assertThat(tookClassesFromArchive()).isFalse();
            assertThat(tookClassesFromArchive()).isTrue();
        }
    }

    @Test
    void a_broken_one_does_not_keep_it_from_starting() throws Exception {
        run();
        Path archive = archives().getFirst();
        byte[] whole = Files.readAllBytes(archive);
        for (byte[] broken :
                List.of("no archive at all".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(archive, broken);
            assertThat(start(List.of(), List.of()).waitFor()).isZero();
        }
    }

    @Test
    void one_of_other_jars_is_ignored_without_a_word_and_replaced() throws Exception {
        run();
        Path old = archives().getFirst();
        Files.delete(jar);
        writeJar();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(tookClassesFromArchive()).isFalse();
        assertThat(archives()).hasSize(1).doesNotContain(old);
        assertThat(tookClassesFromArchive()).isTrue();
    }

    @Test
    void a_killed_process_leaves_none_and_spoils_none() throws Exception {
        kill();
        assertThat(archives()).isEmpty();
        run();
        kill();
        assertThat(tookClassesFromArchive()).isTrue();
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(".jsa")).toList();
        }
    }

    private void writeJar() throws IOException {
        String name = Speaker.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var bytes = Speaker.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
        }
    }

    private boolean tookClassesFromArchive() throws Exception {
        Path loaded = directory.resolve("loaded.log");
        run("-Xlog:class+load:file=" + loaded);
        String line = Files.readAllLines(loaded).stream()
                .filter(l -> l.contains(Speaker.class.getName()))
                .findFirst()
                .orElseThrow();
        return line.contains("shared objects file");
    }

    private void run(String... more) throws Exception {
        Process process = start(List.of(more), List.of());
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said.strip()).isEqualTo("good day");
    }

    private void kill() throws Exception {
        Process process = start(List.of(), List.of("wait"));
        assertThat(process.inputReader().readLine()).isEqualTo("good day");
        process.destroyForcibly().waitFor();
    }

    private Process start(List<String> more, List<String> arguments) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ClassArchive.options(directory));
        command.addAll(more);
        command.addAll(List.of("-cp", jar.toString(), Speaker.class.getName()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        // What tests give their JVMs is announced by each.
        process.environment().remove("JDK_JAVA_OPTIONS");
        return process.start();
    }
}
