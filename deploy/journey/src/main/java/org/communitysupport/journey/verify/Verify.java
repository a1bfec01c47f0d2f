package org.communitysupport.journey.verify;

import com.mongodb.client.MongoClients;
import java.util.List;
import java.util.concurrent.Callable;
import org.communitysupport.billing.infrastructure.BillingService;
import org.communitysupport.careplan.infrastructure.CarePlanService;
import org.communitysupport.eligibility.infrastructure.EligibilityService;
import org.communitysupport.encounter.infrastructure.EncounterService;
import org.communitysupport.local.Home;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.referral.infrastructure.ReferralService;
import org.communitysupport.runtime.ServiceSpec;
import picocli.CommandLine.Command;

@Command(name = "verify", description = "Checks log, topics, views, units and money of the running system.")
public final class Verify implements Callable<Integer> {

    /** In the order of the path through them. */
    public static List<ServiceSpec> services() {
        return List.of(
                ReferralService.spec(),
                EligibilityService.spec(),
                CarePlanService.spec(),
                EncounterService.spec(),
                BillingService.spec());
    }

    @Override
    public Integer call() {
        var home = Home.find();
        try (var mongo = MongoClients.create(MongoLaneLog.clientSettings(home.mongodbUri()))) {
            return new Verifier(mongo, "127.0.0.1:" + home.kafkaPort(), services(), System.out).run() ? 0 : 1;
        }
    }
}
