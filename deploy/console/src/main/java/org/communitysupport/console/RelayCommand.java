package org.communitysupport.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cs relay}: from a service's log to its topic, over {@code /v1/relay}. */
@Command(name = "relay", description = "The way from log to topic: rewind.", subcommands = RelayCommand.Rewind.class)
final class RelayCommand {
    private RelayCommand() {}

    @Command(name = "rewind", description = "Publishes a service's events again; consumers drop what they have seen.")
    static final class Rewind implements Callable<Integer> {
        @Option(
                names = "--as",
                paramLabel = "user",
                defaultValue = "riverbend-operator",
                description = "User of the local realm, when CS_TOKEN is not set; default ${DEFAULT-VALUE}.")
        String user;

        @Parameters(index = "0", paramLabel = "service")
        String service;

        @Parameters(index = "1", arity = "0..1", paramLabel = "lane", description = "0 to 15; all when none is named.")
        Integer lane;

        @Parameters(
                index = "2",
                arity = "0..1",
                paramLabel = "seq",
                defaultValue = "1",
                description = "The first commit to be published again; default ${DEFAULT-VALUE}.")
        long seq;

        @Override
        public Integer call() {
            var installation = new Installation(Home.find(), user);
            var known = installation.services().keySet();
            if (!known.contains(service))
                throw new Trouble(
                        "There is no service '" + service + "'; the services are " + String.join(", ", known) + ".");
            if (lane != null && (lane < 0 || lane >= Lanes.COUNT) || seq < 1)
                throw new Trouble("A lane is 0 to " + (Lanes.COUNT - 1) + " and a seq 1 or more.");
            var lanes = lane == null ? IntStream.range(0, Lanes.COUNT).boxed().toList() : List.of(lane);
            for (int each : lanes) installation.post(service, "/v1/relay/rewind", Map.of("lane", each, "seq", seq));
            JsonNode state = installation.get(service, "/v1/relay");
            System.out.println("The relay of " + service + " publishes " + (lane == null ? "all lanes" : "lane " + lane)
                    + " again from seq " + seq + "; " + state.path("lag").asLong()
                    + " commits are not on the topic yet.");
            return 0;
        }
    }
}
