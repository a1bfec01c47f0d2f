package org.communitysupport.journey;

import java.util.List;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.Cs;

/** Entry of {@code ./cs demo} and {@code ./cs verify}. A command is a class with picocli's {@code @Command} in {@link #COMMANDS}. */
public final class Journey {
    private static final List<Class<?>> COMMANDS = List.of(Verify.class);

    /** Announced and not built; each leaves this list with the class that does it. */
    private static final List<String> NOT_THERE_YET = List.of("demo");

    private Journey() {}

    public static void main(String[] args) {
        if (args.length > 0 && NOT_THERE_YET.contains(args[0])) {
            System.err.println("cs: ./cs " + args[0] + " is not there yet.");
            System.exit(1);
        }
        System.exit(Cs.run(System.out, COMMANDS, args));
    }
}
