package org.communitysupport.journey;

import java.util.List;
import org.communitysupport.journey.demo.Demo;
import org.communitysupport.journey.kept.Keep;
import org.communitysupport.journey.packs.Packs;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.Cs;

/** Entry of {@code ./cs demo}, {@code ./cs verify}, {@code ./cs keep} and {@code ./cs packs}. A command is a class with picocli's {@code @Command} in {@link #COMMANDS}. */
public final class Journey {
    private static final List<Class<?>> COMMANDS = List.of(Demo.class, Verify.class, Keep.class, Packs.class);

    private Journey() {}

    public static void main(String[] args) {
        System.exit(Cs.run(System.out, COMMANDS, args));
    }
}
