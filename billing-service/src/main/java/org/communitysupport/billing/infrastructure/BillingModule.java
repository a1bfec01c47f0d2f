package org.communitysupport.billing.infrastructure;

import com.mongodb.client.MongoClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.application.ClaimFileWriter;
import org.communitysupport.billing.application.ClaimFinder;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.billing.application.Outbox;
import org.communitysupport.billing.application.PayerFileReader;
import org.communitysupport.billing.application.ReadyClaims;
import org.communitysupport.billing.application.SendBatch;
import org.communitysupport.billing.application.TradingPartners;
import org.communitysupport.billing.infrastructure.x12.X12ClaimFiles;
import org.communitysupport.billing.infrastructure.x12.X12PayerFiles;
import org.communitysupport.billing.process.BuildClaims;
import org.communitysupport.billing.process.MatchTakenUp;
import org.communitysupport.billing.process.NoteFacts;
import org.communitysupport.billing.process.ScrubAgain;
import org.communitysupport.billing.process.SendBatches;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.runtime.Settings;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;

/** The only wiring of billing. */
@ApplicationScoped
public class BillingModule {

    @Produces
    @Singleton
    ServiceSpec spec() {
        return BillingService.spec();
    }

    @Produces
    @Singleton
    TradingPartners partners(BillingConfig config, Settings settings) {
        return new ConfiguredPartners(config, !settings.local());
    }

    @Produces
    @Singleton
    FileStore files(MongoClient mongo, Settings settings, Vault vault) {
        return new GridFsFiles(mongo.getDatabase(settings.database()), vault);
    }

    @Produces
    @Singleton
    Outbox outbox(BillingConfig.Mailbox mailbox) {
        return new DirectoryOutbox(mailbox.outbox());
    }

    @Produces
    @Singleton
    ClaimFileWriter writer() {
        return new X12ClaimFiles();
    }

    @Produces
    @Singleton
    PayerFileReader reader(BusinessClock clock, Settings settings) {
        return new X12PayerFiles(() -> LocalDateTime.ofInstant(clock.now(), ZoneOffset.UTC), !settings.local());
    }

    @Produces
    @Singleton
    ReadyClaims ready(Views views) {
        return (tenant, payer, most) -> {
            var claims = new java.util.ArrayList<String>();
            String cursor = null;
            do {
                var query = Query.all()
                        .where("payer", payer)
                        .where("due", true)
                        .limit(200)
                        .cursor(cursor);
                var page = views.page(ClaimsView.VIEW, tenant, query);
                page.rows().stream().map(Row::key).forEach(claims::add);
                cursor = page.nextCursor();
            } while (cursor != null && claims.size() < most);
            return claims.stream().limit(most).toList();
        };
    }

    @Produces
    @Singleton
    ClaimFinder finder(Views views) {
        return new ViewedClaims(views);
    }

    @Produces
    @Singleton
    Reaction personCorrected(ClaimDesk desk, ClaimFinder finder) {
        return ScrubAgain.whenPersonCorrected(desk, finder);
    }

    @Produces
    @Singleton
    Reaction referralAccepted() {
        return NoteFacts.whenReferralAccepted();
    }

    @Produces
    @Singleton
    Reaction eligibilitySpeaks() {
        return NoteFacts.whenEligibilitySpeaks();
    }

    @Produces
    @Singleton
    Reaction released(ClaimDesk desk) {
        return BuildClaims.reaction(desk);
    }

    @Produces
    @Singleton
    Reaction scrubbed(ClaimDesk desk) {
        return ScrubAgain.whenScrubbed(desk);
    }

    @Produces
    @Singleton
    Reaction factsChange(ClaimDesk desk, ClaimFinder finder) {
        return ScrubAgain.whenFactsChange(desk, finder);
    }

    @Produces
    @Singleton
    Reaction batchBuilt(SendBatch send) {
        return SendBatches.whenBuilt(send);
    }

    @Produces
    @Singleton
    Reaction batchSubmitted(ClaimDesk desk) {
        return SendBatches.whenSubmitted(desk);
    }

    @Produces
    @Singleton
    Reaction takenUp() {
        return MatchTakenUp.reaction();
    }

    @Produces
    @Singleton
    Reaction batchRefused(ClaimDesk desk) {
        return SendBatches.whenRefused(desk);
    }
}
