package org.communitysupport.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./cs views}: the generations of the views, over the services' {@code /v1/views}. */
@Command(
        name = "views",
        description = "The views of the running system: list, rebuild, flip, back, drop.",
        subcommands = {
            ViewsCommand.Listing.class,
            ViewsCommand.Rebuild.class,
            ViewsCommand.Flip.class,
            ViewsCommand.Back.class,
            ViewsCommand.Drop.class
        })
final class ViewsCommand {
    private static final long LOOK_AGAIN_MILLIS = 500;

    private ViewsCommand() {}

    /** Where the views are, and who asks. */
    static final class Where {
        @Option(
                names = "--as",
                paramLabel = "user",
                defaultValue = "riverbend-operator",
                description = "User of the local realm, when CS_TOKEN is not set; default ${DEFAULT-VALUE}.")
        String user;

        @Option(
                names = "--service",
                defaultValue = "",
                description = "The service whose view it is; needed when several have one of the name.")
        String service;

        private Installation installation;

        Installation installation() {
            if (installation == null) installation = new Installation(Home.find(), user);
            return installation;
        }

        List<String> services() {
            var known = installation().services().keySet();
            if (!service.isEmpty() && !known.contains(service))
                throw new Trouble(
                        "There is no service '" + service + "'; the services are " + String.join(", ", known) + ".");
            return service.isEmpty() ? List.copyOf(known) : List.of(service);
        }

        String owner(String view) {
            var owners = new ArrayList<String>();
            for (String one : services()) if (!generations(one, view).isEmpty()) owners.add(one);
            if (owners.size() == 1) return owners.getFirst();
            throw new Trouble(
                    owners.isEmpty()
                            ? "There is no view '" + view + "'; ./cs views list shows them."
                            : "Several services have a view '" + view + "': say --service "
                                    + String.join(" or ", owners) + ".");
        }

        List<JsonNode> generations(String service, String view) {
            return StreamSupport.stream(installation().get(service, "/v1/views").spliterator(), false)
                    .filter(g -> g.path("view").asText().equals(view))
                    .toList();
        }

        static JsonNode serving(List<JsonNode> generations) {
            return generations.stream()
                    .filter(g -> g.path("serving").asBoolean())
                    .findFirst()
                    .orElseThrow(() -> new Trouble("No generation serves this view."));
        }
    }

    @Command(name = "list", description = "Every generation of every view.")
    static final class Listing implements Callable<Integer> {
        @Mixin
        Where where;

        @Override
        public Integer call() {
            System.out.printf(
                    "%-12s %-24s %4s  %-9s %10s %10s%n", "service", "view", "gen.", "state", "behind", "events/s");
            for (String one : where.services())
                for (JsonNode g : where.installation().get(one, "/v1/views"))
                    System.out.printf(
                            "%-12s %-24s %4d  %-9s %10s %10d%n",
                            one,
                            g.path("view").asText(),
                            g.path("number").asInt(),
                            state(g),
                            g.path("lag").asLong() < 0 ? "?" : g.path("lag").asText(),
                            g.path("eventsPerSecond").asLong());
            return 0;
        }

        private static String state(JsonNode g) {
            if (g.path("serving").asBoolean()) return "serves";
            if (g.path("filling").asBoolean()) return "fills";
            return g.path("fed").asBoolean() ? "ready" : "not fed";
        }
    }

    @Command(
            name = "rebuild",
            description = "Fills a new generation beside the serving one; it serves when it has caught up.")
    static final class Rebuild implements Callable<Integer> {
        @Mixin
        Where where;

        @Parameters(index = "0", paramLabel = "view")
        String view;

        @Override
        public Integer call() throws InterruptedException {
            String owner = where.owner(view);
            int before =
                    Where.serving(where.generations(owner, view)).path("number").asInt();
            where.installation().post(owner, "/v1/views/" + view + "/rebuild", Map.of());
            int number = where.generations(owner, view).stream()
                    .mapToInt(g -> g.path("number").asInt())
                    .max()
                    .orElseThrow();
            while (true) {
                var g = generation(owner, number);
                System.err.print("\r" + progress(g));
                if (!g.path("filling").asBoolean()) break;
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            System.err.println();
            System.out.println("View " + view + " of " + owner + " is served by generation " + number
                    + " now, before by " + before + "; ./cs views back " + view + " undoes it.");
            return 0;
        }

        private JsonNode generation(String owner, int number) {
            return where.generations(owner, view).stream()
                    .filter(g -> g.path("number").asInt() == number)
                    .findFirst()
                    .orElseThrow(() ->
                            new Trouble("Generation " + number + " of " + view + " is gone: somebody dropped it."));
        }

        private String progress(JsonNode g) {
            long left = g.path("secondsLeft").asLong();
            return "%s generation %d: position %d, %s behind, %d events/s, %s left   "
                    .formatted(
                            view,
                            g.path("number").asInt(),
                            reached(g),
                            g.path("lag").asLong() < 0 ? "?" : g.path("lag").asText(),
                            g.path("eventsPerSecond").asLong(),
                            left < 0 ? "?" : left + " s");
        }

        /** Commits of all lanes. */
        private static long reached(JsonNode g) {
            long sum = 0;
            for (JsonNode service : g.path("reached")) for (JsonNode lane : service) sum += lane.asLong();
            return sum;
        }
    }

    @Command(name = "flip", description = "Lets a generation serve.")
    static final class Flip implements Callable<Integer> {
        @Mixin
        Where where;

        @Parameters(index = "0", paramLabel = "view")
        String view;

        @Parameters(index = "1", paramLabel = "generation")
        int generation;

        @Override
        public Integer call() {
            String owner = where.owner(view);
            where.installation().post(owner, "/v1/views/" + view + "/flip", Map.of("generation", generation));
            System.out.println("View " + view + " of " + owner + " is served by generation " + generation + ".");
            return 0;
        }
    }

    @Command(name = "back", description = "Lets the generation serve that served before.")
    static final class Back implements Callable<Integer> {
        @Mixin
        Where where;

        @Parameters(index = "0", paramLabel = "view")
        String view;

        @Override
        public Integer call() {
            String owner = where.owner(view);
            where.installation().post(owner, "/v1/views/" + view + "/back", Map.of());
            System.out.println("View " + view + " of " + owner + " is served by generation "
                    + Where.serving(where.generations(owner, view))
                            .path("number")
                            .asInt() + ".");
            return 0;
        }
    }

    @Command(name = "drop", description = "Deletes a generation that does not serve; until then it is kept up to date.")
    static final class Drop implements Callable<Integer> {
        @Mixin
        Where where;

        @Parameters(index = "0", paramLabel = "view")
        String view;

        @Parameters(index = "1", paramLabel = "generation")
        int generation;

        @Override
        public Integer call() {
            String owner = where.owner(view);
            where.installation().delete(owner, "/v1/views/" + view + "/generations/" + generation);
            System.out.println("Generation " + generation + " of view " + view + " of " + owner + " is gone.");
            return 0;
        }
    }
}
