package org.communitysupport.local;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.communitysupport.parts.MongodBinary;
import org.communitysupport.parts.kafka.KafkaBroker;
import org.communitysupport.parts.keycloak.KeycloakDistribution;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./cs}. A further command is a class with {@code @Command} in {@link #COMMANDS}. */
@Command(name = "cs", description = "The local profile of community-support.")
public final class Cs {
    private static final List<Class<?>> COMMANDS = List.of(
            Commands.Run.class,
            Commands.Status.class,
            Commands.Logs.class,
            Commands.Start.class,
            Commands.Restart.class,
            Commands.Stop.class,
            Commands.Reset.class);

    /** Announced and not built; each leaves this list with the class that does it. */
    private static final List<String> NOT_THERE_YET = List.of("demo", "verify");

    private Cs() {}

    public static void main(String[] args) {
        System.exit(run(System.out, args));
    }

    static int run(PrintStream out, String... args) {
        if (args.length > 0 && NOT_THERE_YET.contains(args[0])) {
            System.err.println("cs: ./cs " + args[0] + " is not there yet.");
            return 1;
        }
        var line = new CommandLine(new Cs());
        COMMANDS.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (!isSentence(e)) throw e;
            System.err.println("cs: " + e.getMessage());
            return 1;
        });
        return line.execute(args);
    }

    private static boolean isSentence(Exception e) {
        return e instanceof Trouble
                || e instanceof MongodBinary.NoMongod
                || e instanceof KeycloakDistribution.NoKeycloak
                || e instanceof KafkaBroker.NotStarted;
    }
}
