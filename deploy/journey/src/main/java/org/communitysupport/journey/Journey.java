package org.communitysupport.journey;

import java.util.List;
import org.communitysupport.journey.demo.Demo;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.Cs;

/** Entry of {@code ./cs demo} and {@code ./cs verify}. A command is a class with picocli's {@code @Command} in {@link #COMMANDS}. */
public final class Journey {
    private static final List<Class<?>> COMMANDS = List.of(Demo.class, Verify.class);

    private Journey() {}

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, COMMANDS, args));
    }
}
