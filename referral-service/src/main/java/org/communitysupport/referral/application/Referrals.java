package org.communitysupport.referral.application;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralCommand.AnswerIdentityQuestion;
import org.communitysupport.referral.domain.ReferralCommand.CorrectDemographics;
import org.communitysupport.referral.domain.ReferralCommand.CorrectOutcome;
import org.communitysupport.referral.domain.ReferralCommand.DeclineReferral;
import org.communitysupport.referral.domain.ReferralCommand.ReceiveReferral;
import org.communitysupport.referral.domain.ReferralCommand.ReopenEpisode;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionRaised;
import org.communitysupport.referral.domain.ReferralFacts;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.domain.TeamDecider;
import org.communitysupport.referral.domain.rule.Ref1SameNumber;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;
import org.communitysupport.referral.domain.rule.Ref4Identifiers;

/** Everything that is asked of one referral alone. What needs a team's slot is {@link Acceptance}. */
public final class Referrals {
    private final CommandRunner commands;
    private final Policies policies;
    private final KeyedHash hash;

    public Referrals(CommandRunner commands, Policies policies, KeyedHash hash) {
        this.commands = commands;
        this.policies = policies;
        this.hash = hash;
    }

    /**
     * One commit, first time or again (REF-1, amendment 16). Who it is, and whether they are here already, is settled after it.
     *
     * @param sender what the realm says of the sending system
     */
    public Outcome<ReferralEvent> receive(
            IncomingReferral in, String sendingSystem, ReferralFacts.Sender sender, CommandContext context) {
        String referral = idOf(context.tenant(), sendingSystem, in.externalId());
        var who = in.demographics()
                .withMemberId(Ref2SamePerson.memberId(in.demographics().memberId()));
        var command = new ReceiveReferral(
                referral,
                in.externalId(),
                sendingSystem,
                in.sourceType(),
                in.referrerOrganisation(),
                in.referrerNpi(),
                in.program(),
                in.urgency(),
                in.channel(),
                Ids.person(context.commandId().toString()),
                in.demographics().county(),
                in.demographics().state(),
                in.payer(),
                memberIdHash(context.tenant(), who.memberId()),
                in.peerSupportWanted(),
                in.guardianFlagged(),
                in.part2(),
                hash.hex("referral-content", in.remarked(List.of()).toString()),
                in.dischargeOn(),
                who,
                in.clinical(),
                in.referrer(),
                in.remarks());
        return told(commands.run(
                Aggregates.REFERRAL,
                Aggregates.referral(context.tenant(), referral),
                command,
                policies.intake(in.program()).sentBy(sender),
                context));
    }

    /**
     * A sender's numbers are compared without case, as senders write them. What came before that was so keeps the id it had.
     *
     * @return the id of the referral that the number names, whether it is here or not
     */
    public String idOf(String tenant, String sendingSystem, String externalId) {
        String exact = Ids.referral(tenant, sendingSystem, externalId);
        String alike = Ids.referral(tenant, sendingSystem, externalId.strip().toUpperCase(Locale.ROOT));
        if (exact.equals(alike)) return exact;
        return load(Aggregates.referral(tenant, exact)).exists() ? exact : alike;
    }

    /** What became a question for intake was not taken; its sender is told the same as when nobody is asked. */
    private Outcome<ReferralEvent> told(Outcome<ReferralEvent> outcome) {
        return outcome instanceof Outcome.Done<ReferralEvent> done
                        && done.events().stream().anyMatch(e -> e instanceof IdentityQuestionRaised)
                ? new Outcome.Refused<>(Ref1SameNumber.ANOTHER_PERSON, done.version())
                : withPrograms(outcome);
    }

    /** A duplicate goes back to intake as the same person's when their place is free again, else as somebody else's (REF-2, REF-12). */
    public Outcome<ReferralEvent> correctOutcome(
            AggregateId id, ReferralState.Stage is, Codes.CorrectionReason reason, CommandContext context) {
        var state = load(id).state();
        String another = null;
        if (state.stage() == ReferralState.Stage.DUPLICATE) {
            if (openReferral(id.tenant(), state.person(), state.content().program()) != null)
                another = Ids.person(context.commandId().toString());
        }
        return run(id, new CorrectOutcome(is, reason, another), context);
    }

    /** What our own intake keys in. */
    public Outcome<ReferralEvent> receive(IncomingReferral in, String sendingSystem, CommandContext context) {
        return receive(in, sendingSystem, null, context);
    }

    /**
     * The external id under which a sender's referral stands. It may have come before the system of an identifier counted, or through our own
     * door, under the value alone: that one is meant when it is about the same person (ADR 25).
     *
     * @param former ids that it may stand under, in the order of their likelihood
     */
    public String standing(String tenant, String sender, IncomingReferral in, List<String> former) {
        if (exists(tenant, sender, in.externalId())) return in.externalId();
        return former.stream()
                .filter(id -> !id.equals(in.externalId()))
                .filter(id -> isAbout(tenant, sender, id, in))
                .findFirst()
                .orElse(in.externalId());
    }

    public boolean exists(String tenant, String sender, String externalId) {
        return load(Aggregates.referral(tenant, idOf(tenant, sender, externalId)))
                .exists();
    }

    private boolean isAbout(String tenant, String sender, String externalId, IncomingReferral in) {
        var content = load(Aggregates.referral(tenant, idOf(tenant, sender, externalId)))
                .state()
                .content();
        if (content == null) return false;
        String member =
                memberIdHash(tenant, Ref2SamePerson.memberId(in.demographics().memberId()));
        if (member != null && member.equals(content.memberIdHash())) return true;
        var now = in.demographics();
        return content.demographics()
                .value()
                .filter(was -> was.birthDate() != null && was.birthDate().equals(now.birthDate()))
                .filter(was -> was.familyName() != null && was.familyName().equalsIgnoreCase(now.familyName()))
                .isPresent();
    }

    /** Who it is, in intake's words. That two are one is taken only while they have one open referral of the program between them (REF-2). */
    public Outcome<ReferralEvent> answer(
            AggregateId id, String question, Codes.IdentityAnswer answer, String reason, CommandContext context) {
        var state = load(id).state();
        String other = state.identity()
                .question(question)
                .map(q -> openReferral(
                        id.tenant(), q.otherPerson(), state.content().program()))
                .orElse(null);
        return run(
                id,
                new AnswerIdentityQuestion(question, answer, reason, id.key().equals(other) ? null : other),
                context);
    }

    private String openReferral(String tenant, String person, String program) {
        return commands.load(Aggregates.OPEN_EPISODE, Aggregates.openEpisode(tenant, person, program))
                .state()
                .referral();
    }

    /** @param what the parts that change; null parts stay */
    public Outcome<ReferralEvent> correctDemographics(
            AggregateId id,
            Demographics what,
            List<String> absent,
            Boolean guardianFlagged,
            String reason,
            CommandContext context) {
        var stated = what.withMemberId(Ref2SamePerson.memberId(what.memberId()));
        return run(
                id,
                new CorrectDemographics(
                        stated, absent, guardianFlagged, memberIdHash(context.tenant(), stated.memberId()), reason),
                context);
    }

    /** The episode goes on, while the person has no other referral open in the program (REF-2). */
    public Outcome<ReferralEvent> reopen(AggregateId id, Codes.CorrectionReason why, CommandContext context) {
        var state = load(id).state();
        String open = openReferral(id.tenant(), state.person(), state.content().program());
        return run(id, new ReopenEpisode(why, open), context);
    }

    public Outcome<ReferralEvent> run(AggregateId id, ReferralCommand command, CommandContext context) {
        var content = load(id).state().content();
        return commands.run(
                Aggregates.REFERRAL, id, command, policies.intake(content == null ? "" : content.program()), context);
    }

    /** The sender takes back what it has sent. */
    public Outcome<ReferralEvent> takeBack(AggregateId id, CommandContext context) {
        var content = load(id).state().content();
        var today = policies.today(content == null ? "" : content.program());
        return run(id, new ReferralCommand.TakeBack(Codes.WithdrawalReason.REFERRER_WITHDREW, today), context);
    }

    /** @param team whose capacity is the reason; null for every other reason (REF-5) */
    public Outcome<ReferralEvent> decline(
            AggregateId id, Codes.DeclineReason reason, String team, CommandContext context) {
        var proof = reason == Codes.DeclineReason.NO_CAPACITY && team != null ? proof(id.tenant(), team) : null;
        return run(id, new DeclineReferral(reason, proof), context);
    }

    /** A program that nobody has a policy for is answered with those that there are. */
    private Outcome<ReferralEvent> withPrograms(Outcome<ReferralEvent> outcome) {
        if (outcome instanceof Outcome.Refused<ReferralEvent> no
                && no.rejection().code().equals("wrong-program"))
            return new Outcome.Refused<>(
                    no.rejection()
                            .with(Map.of(
                                    "programs",
                                    String.join(
                                            ", ",
                                            policies.programs().stream()
                                                    .map(Policies.Program::id)
                                                    .toList()))),
                    no.version());
        return outcome;
    }

    public CommandRunner.Loaded<ReferralState> load(AggregateId id) {
        return commands.load(Aggregates.REFERRAL, id);
    }

    /** Null when there is no such team: then there is no proof either. */
    private CapacityProof proof(String tenant, String team) {
        var loaded = commands.load(Aggregates.TEAM, Aggregates.team(tenant, team));
        if (!loaded.exists()) return null;
        int limit =
                TeamDecider.limit(loaded.state(), policies.team(loaded.state().program()));
        return new CapacityProof(
                team, loaded.state().caseload(), limit, loaded.position().toString());
    }

    private String memberIdHash(String tenant, String memberId) {
        return memberId == null || Ref4Identifiers.placeholder(memberId)
                ? null
                : hash.hex("member-id", tenant, memberId);
    }
}
