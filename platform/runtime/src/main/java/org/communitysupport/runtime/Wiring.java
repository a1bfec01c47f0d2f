package org.communitysupport.runtime;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.View;
import org.communitysupport.log.DatabaseClock;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.Erasure;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.privacy.MasterKey;
import org.communitysupport.privacy.PersonKeys;
import org.communitysupport.privacy.ReadAudit;
import org.communitysupport.privacy.TinkVault;
import org.communitysupport.stream.Clients;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DeadlineRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.Parking;
import org.communitysupport.stream.Positions;
import org.communitysupport.stream.Progress;
import org.communitysupport.stream.ProjectionRunner;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.Relay;
import org.communitysupport.stream.Views;
import org.communitysupport.web.AuditTrail;
import org.communitysupport.web.InputHash;

/** The rooms put together. Each part is made when it is first asked for; {@link Machinery} starts and stops what runs by itself. */
@Singleton
class Wiring {

    @Produces
    @Singleton
    MongoClient mongo(Settings settings) {
        return MongoClients.create(MongoLaneLog.clientSettings(settings.mongodb()));
    }

    @Produces
    @Singleton
    DatabaseClock clock(MongoClient mongo, Settings settings) {
        return DatabaseClock.open(mongo.getDatabase(settings.sharedDatabase()));
    }

    @Produces
    @Singleton
    LaneLog log(MongoClient mongo, Settings settings, ServiceSpec spec, DatabaseClock clock, MeterRegistry meters) {
        if (!spec.service().equals(settings.service()))
            throw new IllegalStateException(
                    "cs.service is " + settings.service() + " but the code is of " + spec.service());
        return MongoLaneLog.open(
                mongo,
                settings.database(),
                spec.service(),
                clock,
                LogOptions.defaults().withMeter(new LogMeter(meters)));
    }

    @Produces
    @Singleton
    EventCodec codec(ServiceSpec spec, Vault vault, MeterRegistry meters) {
        return new EventCodec(
                spec.events(), vault, (type, field) -> meters.counter("cs_unknown_fields_total", "in", type)
                        .increment());
    }

    @Produces
    @Singleton
    CommandRunner commands(LaneLog log, EventCodec codec, ServiceSpec spec) {
        return new AxonCommandRunner(log, codec, spec.aggregates());
    }

    @Produces
    @Singleton
    Clients kafka(Settings settings, KafkaSettings more) {
        return Clients.at(settings.kafka(), more.all());
    }

    @Produces
    @Singleton
    LaneGroup lanes(MongoClient mongo, Settings settings, ServiceSpec spec, Clients kafka, MeterRegistry meters) {
        return new LaneGroup(
                mongo, settings.database(), kafka, spec.service(), settings.instance(), settings.local(), meters);
    }

    @Produces
    @Singleton
    Relay relay(LaneLog log, Settings settings, Clients kafka, LaneGroup lanes, MeterRegistry meters) {
        return new Relay(log, kafka, lanes, settings.local(), meters);
    }

    @Produces
    @Singleton
    Progress progress(LaneGroup lanes, MongoClient mongo, Settings settings) {
        return new Progress(lanes, mongo.getDatabase(settings.database()));
    }

    @Produces
    @Singleton
    ProjectionRunner projections(
            Settings settings,
            Clients kafka,
            MongoClient mongo,
            EventCodec codec,
            ServiceSpec spec,
            @All List<Deadline> deadlines,
            Progress progress,
            LaneGroup lanes,
            MeterRegistry meters) {
        // A service may list its deadlines' rows among its views, or not.
        var views = new LinkedHashSet<View<?>>(spec.views());
        deadlines.forEach(deadline -> views.add(deadline.due()));
        return new ProjectionRunner(
                kafka, mongo.getDatabase(settings.database()), codec, List.copyOf(views), progress, lanes, meters);
    }

    @Produces
    @Singleton
    ReactionRunner reactions(
            Settings settings,
            Clients kafka,
            MongoClient mongo,
            EventCodec codec,
            @All List<Reaction> reactions,
            CommandRunner commands,
            Progress progress,
            LaneGroup lanes,
            OpenTelemetry telemetry,
            MeterRegistry meters) {
        return new ReactionRunner(
                kafka,
                mongo.getDatabase(settings.database()),
                codec,
                reactions,
                commands,
                progress,
                lanes,
                telemetry,
                meters);
    }

    @Produces
    @Singleton
    DeadlineRunner deadlines(
            Settings settings,
            MongoClient mongo,
            LaneLog log,
            ProjectionRunner projections,
            @All List<Deadline> deadlines,
            DatabaseClock clock,
            LaneGroup lanes,
            OpenTelemetry telemetry,
            MeterRegistry meters) {
        return new DeadlineRunner(
                log, mongo.getDatabase(settings.database()), projections, deadlines, clock, lanes, telemetry, meters);
    }

    @Produces
    @Singleton
    Parking parking(
            Settings settings,
            MongoClient mongo,
            ProjectionRunner projections,
            ReactionRunner reactions,
            DeadlineRunner deadlines,
            LaneGroup lanes) {
        return new Parking(mongo.getDatabase(settings.database()), projections, reactions, deadlines, lanes);
    }

    @Produces
    @Singleton
    Positions positions(LaneLog log, Relay relay, Progress progress) {
        return new Positions(log, relay, progress);
    }

    @Produces
    @Singleton
    Views views(ProjectionRunner projections) {
        return new Views(projections);
    }

    @Produces
    @Singleton
    PolicyPacks packs(Settings settings) {
        return PolicyPacks.load(settings.packs());
    }

    @Produces
    @Singleton
    MasterKey masterKey(Settings settings) {
        if (settings.keysJson().isPresent())
            return MasterKey.parse(settings.keysJson().get());
        return settings.local() ? MasterKey.loadOrCreate(settings.keys()) : MasterKey.load(settings.keys());
    }

    @Produces
    @Singleton
    PersonKeys keys(MongoClient mongo, Settings settings, MasterKey master) {
        return new PersonKeys(mongo.getDatabase(settings.keyDatabase()), master);
    }

    @Produces
    @Singleton
    Vault vault(PersonKeys keys) {
        return new TinkVault(keys);
    }

    @Produces
    @Singleton
    KeyedHash hash(MasterKey master) {
        return new KeyedHash(master);
    }

    @Produces
    @Singleton
    InputHash inputHash(KeyedHash hash) {
        return hash::hex;
    }

    @Produces
    @Singleton
    Erasure erasure(PersonKeys keys, DatabaseClock clock) {
        return new Erasure(keys, clock);
    }

    @Produces
    @Singleton
    ReadAudit audit(MongoClient mongo, Settings settings, DatabaseClock clock) {
        return ReadAudit.open(mongo.getDatabase(settings.sharedDatabase()), clock);
    }

    @Produces
    @Singleton
    AuditTrail trail(ReadAudit audit) {
        return lines -> audit.record(lines.stream()
                .map(l -> new ReadAudit.Line(
                        l.actor(),
                        l.tenant(),
                        l.roles(),
                        l.person(),
                        l.purpose(),
                        List.copyOf(l.fields()),
                        ReadAudit.Outcome.valueOf(l.outcome().name()),
                        l.what(),
                        l.from(),
                        l.requestId()))
                .toList());
    }
}
