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
    static final List<Class<?>> COMMANDS = List.of(
            Commands.Run.class,
            Commands.Status.class,
            Commands.Logs.class,
            Commands.Start.class,
            Commands.Restart.class,
            Commands.Stop.class,
            Commands.Reset.class);

    private Cs() {}

    public static void main(String[] args) {
        System.exit(run(System.out, COMMANDS, args));
    }

    /**
     * Runs the command that the first word names.
     *
     * @return the exit code: 0 fine, 1 what the person must know or mend was said in one sentence, 2 wrongly called
     */
    public static int run(PrintStream out, List<Class<?>> commands, String... args) {
        var line = new CommandLine(new Cs());
        commands.forEach(line::addSubcommand);
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
