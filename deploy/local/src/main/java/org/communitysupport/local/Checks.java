package org.communitysupport.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be known to be wrong before anything is started; each answer is the sentence that the person reads. */
final class Checks {
    /** Topics, logs and Keycloak's unpacked files of a day's work fit in it; a full disk in the middle is worse than a refusal. */
    static final long LEAST_FREE_BYTES = 2L << 30;

    private Checks() {}

    static Optional<String> portTaken(Part part) {
        if (part.port() == 0) return Optional.empty();
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), part.port()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "Port " + part.port() + ", which " + part.name()
                            + " needs, is in use by another program; stop that program, or set CS_PORT_SHIFT=100 to move all ports by 100.");
        }
    }

    static Optional<String> diskFull(Path directory) {
        try {
            return diskFull(directory, Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return Optional.of("The free space under " + directory + " cannot be read: " + e.getMessage() + ".");
        }
    }

    static Optional<String> diskFull(Path directory, long free) {
        if (free >= LEAST_FREE_BYTES) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT,
                "The disk that holds %s has %.1f GB left and %.0f GB are needed; make room or move the checkout.",
                directory,
                free / (double) (1L << 30),
                LEAST_FREE_BYTES / (double) (1L << 30)));
    }

    /** Whether the part is that service, or one of several instances of it. */
    static boolean isInstance(Part part, String service) {
        return part.name().equals(service) || part.name().matches(service + "-\\d");
    }

    /** The same where a service's name means all of its instances. */
    static List<Part> namedWithInstances(List<Part> all, List<String> names) {
        var named = named(all, names);
        return all.stream()
                .filter(part -> named.stream().anyMatch(meant -> isInstance(part, meant.name())))
                .toList();
    }

    /** The parts that are meant, in the order of starting; all when none is named. */
    static List<Part> named(List<Part> all, List<String> names) {
        for (String name : names)
            if (all.stream().noneMatch(p -> p.name().equals(name)))
                throw new Trouble("There is no part '" + name + "'; the parts are "
                        + String.join(", ", all.stream().map(Part::name).toList()) + ".");
        return names.isEmpty()
                ? all
                : all.stream().filter(p -> names.contains(p.name())).toList();
    }
}
