package org.communitysupport.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.testkit.log.InMemoryLaneLog;
import org.junit.jupiter.api.Test;

/** In a health product nothing calls home, and no serializer that makes objects out of class names is within reach. */
class AxonIsQuietTest {

    @Test
    void the_update_checker_is_switched_off_and_its_class_is_not_even_loaded() throws Exception {
        assertThat(System.getProperty("axoniq.update-checker.disabled")).isEqualTo("true");
        try (var classes = new Recording()) {
            classes.loadClass(OneCommand.class.getName()).getMethod("run").invoke(null);
            assertThat(classes.loaded)
                    .contains(OneCommand.class.getName(), "org.axonframework.commandhandling.SimpleCommandBus")
                    .noneMatch(name -> name.startsWith("org.axonframework.updates."))
                    .noneMatch(name -> name.startsWith("org.axonframework.config."));
        }
    }

    @Test
    void there_is_no_xstream() {
        assertThatThrownBy(() -> Class.forName("com.thoughtworks.xstream.XStream"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** Runs in a class loader of its own, which remembers what it was asked for. */
    public static final class OneCommand {
        private OneCommand() {}

        public static void run() {
            var codec = new EventCodec(Desk.types(), new NoVault());
            var runner = new AxonCommandRunner(new InMemoryLaneLog("desk", Instant::now), codec, List.of(Desk.DESK));
            var context = new CommandContext(UUID.randomUUID(), "", "a", "t", "c", "", OptionalLong.empty(), "");
            var id = AggregateId.of("t", "desk", "d");
            var outcome = runner.run(Desk.DESK, id, new Desk.Open(1), new Desk.Today(false), context);
            if (!(outcome instanceof Outcome.Done<?>)) throw new AssertionError(outcome);
        }
    }

    private static final class Recording extends URLClassLoader {
        final Set<String> loaded = ConcurrentHashMap.newKeySet();

        Recording() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            loaded.add(name);
            return super.findClass(name);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Recording::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(path, e);
            }
        }
    }

    private static final class NoVault implements Vault {
        @Override
        public String seal(String person, String field, byte[] plain) {
            throw new AssertionError("nothing personal here");
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            throw new AssertionError("nothing personal here");
        }
    }
}
