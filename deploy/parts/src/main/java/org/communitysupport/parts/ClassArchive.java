package org.communitysupport.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Classes as the JVM keeps them after loading (AppCDS), so that the next start of the same jars need not read, check and lay them out again:
 * about half of the CPU time of a start. The JVM writes the file at its first orderly end, and maps it from then on; a killed one writes
 * none. The name of the file says by which JDK and of which jars it is, because a JVM would for ever ignore one that does not fit.
 */
public final class ClassArchive {
    private static final String NAME = "classes-";
    private static final String SUFFIX = ".jsa";

    private ClassArchive() {}

    /**
     * For a JVM of ours (19 or newer) that runs jars alone: with a directory on the class path it keeps nothing. What an earlier build or
     * JDK left is deleted.
     *
     * @param jars where they lie, in it or below; the archive goes there too
     */
    public static List<String> options(Path jars) {
        try {
            String name = NAME + fingerprint(jars) + SUFFIX;
            for (Path old : files(jars, 1, NAME, SUFFIX))
                if (!old.getFileName().toString().equals(name) || isUnfinished(old)) Files.deleteIfExists(old);
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + jars.resolve(name),
                    // What could not be kept is no news for whoever reads the log of a service.
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off");
        } catch (IOException e) {
            throw new UncheckedIOException("the jars in " + jars + " cannot be read", e);
        }
    }

    private static String fingerprint(Path jars) throws IOException {
        var crc = new CRC32();
        crc.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
        for (Path jar : files(jars, Integer.MAX_VALUE, "", ".jar"))
            crc.update((jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar))
                    .getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static List<Path> files(Path directory, int depth, String prefix, String suffix) throws IOException {
        try (var files = Files.walk(directory, depth)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> f.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** The JVM writes the head last: one that was killed before leaves zeros or nothing there. */
    private static boolean isUnfinished(Path archive) throws IOException {
        try (var file = FileChannel.open(archive)) {
            var head = ByteBuffer.allocate(Integer.BYTES);
            return file.read(head) < Integer.BYTES || head.getInt(0) == 0;
        } catch (NoSuchFileException e) {
            // Another start was quicker to delete it.
            return true;
        }
    }
}
