package org.communitysupport.journey;

import java.util.List;
import org.communitysupport.journey.demo.Demo;
import org.communitysupport.journey.kept.Keep;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.Cs;

/** Entry of {@code ./cs demo}, {@code ./cs verify} and {@code ./cs keep}. A command is a class with picocli's {@code @Command} in {@link #COMMANDS}. */
public final class Journey {
    private static final List<Class<?>> COMMANDS = List.of(Demo.class, Verify.class, Keep.class);

    private Journey() {}

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, COMMANDS, args));
    }
}
