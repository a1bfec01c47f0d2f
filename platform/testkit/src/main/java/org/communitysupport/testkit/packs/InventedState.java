package org.communitysupport.testkit.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A state that nobody has heard of, told by two files. What works for it rests on no state that we know. */
public final class InventedState {
    public static final String PROGRAM = "US-ZZ.WAY";
    public static final String PAYER = "meadow";
    private static final List<String> FILES =
            List.of("US-ZZ/WAY/_/2026-01-01.yaml", "US-ZZ/WAY/meadow/2026-01-01.yaml");

    private InventedState() {}

    /**
     * The base pack and the two files, in a directory of their own.
     *
     * @param shipped the directory of the shipped packs, of which only the base is taken
     */
    public static Path packs(Path shipped) {
        try {
            var into = Files.createTempDirectory("invented-state");
            String base = "_/_/_/2000-01-01.yaml";
            Files.createDirectories(into.resolve(base).getParent());
            Files.copy(shipped.resolve(base), into.resolve(base));
            for (String file : FILES) {
                Files.createDirectories(into.resolve(file).getParent());
                try (var in = InventedState.class.getResourceAsStream("/invented/" + file)) {
                    Files.copy(in, into.resolve(file));
                }
            }
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
