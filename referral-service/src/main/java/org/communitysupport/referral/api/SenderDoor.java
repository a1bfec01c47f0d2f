package org.communitysupport.referral.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.referral.application.IncomingReferral;
import org.communitysupport.referral.application.Persons;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralFacts;
import org.communitysupport.referral.domain.rule.Ref10Part2.Ground;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.NotYet;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Redisclosure;
import org.communitysupport.web.Requests;

/**
 * The one way in which a referring system is answered, whatever it speaks: what it reads follows a recorded ground and what it sent itself
 * (REF-10), in the body and in every header and refusal. Versions and positions of ours count the steps of intake, so none of them is told: the
 * ETag is a hash of what the system sees, and a resend that changed nothing stands where the system's own last word stands.
 */
@RequestScoped
class SenderDoor {
    private static final String OURS = "INTAKE";
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final Caller caller;
    private final Requests requests;
    private final Referrals referrals;
    private final Persons persons;
    private final PersonalReader personal;
    private final Views views;
    private final ObjectMapper json;

    SenderDoor(
            Caller caller,
            Requests requests,
            Referrals referrals,
            Persons persons,
            PersonalReader personal,
            Views views,
            ObjectMapper json) {
        this.caller = caller;
        this.requests = requests;
        this.referrals = referrals;
        this.persons = persons;
        this.personal = personal;
        this.views = views;
        this.json = json;
    }

    /** True for a referring system; false for the agency's own people. */
    boolean faces() {
        return !caller.has(ReferralResource.INTAKE) && !caller.has("agency-admin");
    }

    /** From the token alone; what our own intake keys in for a caller on the phone is ours. */
    String sendingSystem() {
        return caller.sender().orElseGet(() -> {
            caller.require("intake");
            return OURS;
        });
    }

    /** The id of the referral that the sender's number names. */
    String idOf(IncomingReferral in) {
        return idOf(in.externalId());
    }

    String idOf(String externalId) {
        return referrals.idOf(caller.tenant(), sendingSystem(), externalId);
    }

    /** Takes a referral, first or again, and answers it. @param body what the first event, or none, is told as */
    Response receive(
            IncomingReferral in, String route, Object input, Function<Outcome.Done<ReferralEvent>, Object> body) {
        String system = sendingSystem();
        String referral = idOf(in);
        if (!faces())
            return Arrival.answer(referrals.receive(in, system, requests.command(route, input)), referral, body);
        var context = requests.commandOf(route, input, () -> row(referral).map(row -> tag(view(row))));
        var sender = registered();
        var outcome = referrals.receive(in, system, sender, context);
        if (outcome instanceof Outcome.Refused<ReferralEvent> no && ended(no) && !knowsEnd(referral))
            outcome = referrals.receive(in, system, sender.unaware(), context);
        if (outcome instanceof Outcome.VersionConflict<ReferralEvent>)
            throw Problem.of(
                    412,
                    "version-conflict",
                    "The referral has changed since the version in If-Match. Read it again, and send it with "
                            + "the new ETag.");
        return told(Arrival.answer(outcome, referral, body), Answers.done(outcome), referral);
    }

    /** The sender takes its referral back. @param body what it is told */
    Response takeBack(String referral, String route, Object input, Function<Outcome.Done<ReferralEvent>, Object> body) {
        var id = caller.aggregate("referral", referral);
        if (!faces()) return Answers.ok(referrals.takeBack(id, requests.command(route, input)), body);
        var context = requests.commandOf(route, input, () -> row(referral).map(row -> tag(view(row))));
        var outcome = referrals.takeBack(id, context);
        return told(Answers.ok(outcome, body), Answers.done(outcome), referral);
    }

    /** Something that a system says of its own referral later. The answer is the same whatever became of the referral. */
    Response heard(AggregateId referral, ReferralCommand command, String route, Object input, String outcome) {
        String id = referral.key();
        var context = requests.commandOf(route, input, () -> row(id).map(row -> tag(view(row))));
        var done = Answers.done(referrals.run(referral, command, context));
        var told = Response.ok(new ReferralResource.Heard(id, outcome));
        return (done.replayed() ? told.header(Answers.REPLAYED, "true") : told).build();
    }

    private static boolean ended(Outcome.Refused<ReferralEvent> no) {
        return no.rejection().code().equals("referral-ended");
    }

    /** A refusal tells no more than a read at the same moment does. */
    private boolean knowsEnd(String referral) {
        return row(referral)
                .map(row -> SenderView.stage(row, ground(row)).ended())
                .orElse(false);
    }

    private Response told(Response answer, Outcome.Done<ReferralEvent> done, String referral) {
        var told = Response.fromResponse(answer);
        told.header(HttpHeaders.ETAG, null);
        if (done.events().isEmpty())
            told.header(Answers.POSITION, null).header(Answers.POSITION, ownPosition(done, referral));
        return told.build();
    }

    private String ownPosition(Outcome.Done<ReferralEvent> done, String referral) {
        try {
            views.await(ReferralsView.VIEW, done.position(), AT_MOST);
        } catch (NotYet late) {
            throw Problem.of(
                            503,
                            "not-there-yet",
                            "It is not yet known where this referral stands. Send it again with the same "
                                    + "Idempotency-Key.")
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        return row(referral).map(row -> row.content().said()).orElseThrow();
    }

    Response one(ReferralRow row) {
        var view = view(row);
        return Response.ok(view)
                .header(HttpHeaders.ETAG, tag(view))
                .header(Redisclosure.HEADER, view.notice())
                .build();
    }

    SenderView view(ReferralRow row) {
        var ground = ground(row);
        if (!ground.scopes().isEmpty())
            personal.discloses(
                    row.person(),
                    new PersonalReader.Disclosed(
                            row.sendingSystem(),
                            List.copyOf(ground.rests()),
                            ground.scopes().stream().map(Enum::name).toList()));
        return SenderView.of(
                row, ground, () -> personal.open(row.content().sealed().clinical(), Clinical.class)
                        .orElse(null));
    }

    private Ground ground(ReferralRow row) {
        boolean professional = row.sourceType().professional()
                && kind().map(SourceType::professional).orElse(false);
        return persons.ground(
                caller.tenant(),
                row.person(),
                row.sendingSystem(),
                professional,
                row.content().part2(),
                row.program());
    }

    /** A referral that this system sent, at once after it was received; our own people read what they keyed in. */
    Optional<SenderView> own(String referral) {
        return row(referral)
                .or(() -> justReceived(referral))
                .filter(row -> row.sendingSystem().equals(sendingSystem()))
                .map(this::view);
    }

    private Optional<ReferralRow> justReceived(String referral) {
        var loaded = referrals.load(caller.aggregate("referral", referral));
        if (!loaded.exists()) return Optional.empty();
        try {
            views.await(ReferralsView.VIEW, loaded.position(), AT_MOST);
        } catch (NotYet late) {
            throw Problem.of(
                            503,
                            "not-there-yet",
                            "It is not yet known where this referral stands. Ask again in a moment.")
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        return row(referral);
    }

    private Optional<ReferralRow> row(String referral) {
        return views.get(ReferralsView.VIEW, caller.tenant(), referral).map(found -> found.row());
    }

    /** Nobody's word that it is no Part 2 program means that it may be one. */
    private ReferralFacts.Sender registered() {
        boolean part2 =
                caller.sender("part2").map(said -> !said.equals("false")).orElse(true);
        return new ReferralFacts.Sender(kind().orElse(null), part2, true);
    }

    private Optional<SourceType> kind() {
        return caller.sender("kind").flatMap(said -> Arrays.stream(SourceType.values())
                .filter(kind -> kind.name().equals(said))
                .findFirst());
    }

    String tag(SenderView view) {
        try {
            byte[] seen = json.writeValueAsString(view).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seen);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("what a sender sees can be written and hashed", e);
        }
    }
}
