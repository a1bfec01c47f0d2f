package org.communitysupport.journey.kept;

import com.mongodb.client.MongoClients;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.communitysupport.journey.demo.Cast;
import org.communitysupport.journey.demo.HttpApi;
import org.communitysupport.journey.demo.Stage;
import org.communitysupport.journey.demo.Story;
import org.communitysupport.journey.demo.WhatTheDemoLeavesOut;
import org.communitysupport.local.Home;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.parts.keycloak.Keycloak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./cs keep}: makes test data of the running system. First {@code --play} what a demo leaves out, then stop the services, then
 * {@code --out} what database and broker hold.
 */
@Command(name = "keep", description = "Keeps what the system holds as test data; see deploy/kept/README.md.")
public final class Keep implements Callable<Integer> {
    public static final List<String> SERVICES = List.of("referral", "eligibility", "care-plan", "encounter", "billing");

    @Option(
            names = "--play",
            description = "Plays readmissions, a denial, a duplicate, a void and changes of team and payer.")
    boolean play;

    @Option(
            names = "--out",
            description = "Directory for databases, topics, keys and files; the services must be stopped.")
    Path out;

    @Override
    public Integer call() {
        var home = Home.find();
        if (play) {
            var api = new HttpApi(URI.create(Keycloak.issuer(home.keycloakPort())), home.services());
            var stage = new Stage(api, SERVICES, System.out);
            new WhatTheDemoLeavesOut(new Story(stage, new Cast(), home.data("payer"))).isPlayed();
        }
        if (out != null)
            try (var mongo = MongoClients.create(MongoLaneLog.clientSettings(home.mongodbUri()))) {
                new KeptSystem(out).take(home, mongo, SERVICES);
            }
        return 0;
    }
}
