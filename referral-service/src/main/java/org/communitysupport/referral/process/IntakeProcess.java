package org.communitysupport.referral.process;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.referral.application.Ids;
import org.communitysupport.referral.application.KnownPersons;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.SearchKeys;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Keys;
import org.communitysupport.referral.domain.MemberIdCommand.ClaimMemberId;
import org.communitysupport.referral.domain.MemberIdCommand.ReleaseMemberId;
import org.communitysupport.referral.domain.MemberIdEvent.MemberIdReleased;
import org.communitysupport.referral.domain.MemberIdState;
import org.communitysupport.referral.domain.NoFacts;
import org.communitysupport.referral.domain.OpenEpisodeCommand.MoveOpenReferral;
import org.communitysupport.referral.domain.OpenEpisodeCommand.RegisterOpenReferral;
import org.communitysupport.referral.domain.ReferralCommand;
import org.communitysupport.referral.domain.ReferralCommand.DetectDuplicate;
import org.communitysupport.referral.domain.ReferralCommand.DropIdentityQuestions;
import org.communitysupport.referral.domain.ReferralCommand.IdentifyReferral;
import org.communitysupport.referral.domain.ReferralCommand.IndexReferral;
import org.communitysupport.referral.domain.ReferralCommand.RaiseIdentityQuestion;
import org.communitysupport.referral.domain.ReferralEvent.DemographicsCorrected;
import org.communitysupport.referral.domain.ReferralEvent.IdentityQuestionAnswered;
import org.communitysupport.referral.domain.ReferralEvent.ReferralCorrected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralOutcomeCorrected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.ReferralEvent.ReferralSeparated;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.inbound.Published;

/**
 * Settles who a referral is about and whether they are here already (REF-2), when it comes and whenever something shows it anew. The member id is
 * claimed; where it is another's, names and birth date decide whether the two are one or intake is asked. Then the person's place in the program
 * is taken, and the referral is identified, or is a duplicate.
 */
public final class IntakeProcess {
    private static final int TRIES = 20;

    private final CommandRunner commands;
    private final KnownPersons persons;
    private final SearchKeys keys;
    private final Policies policies;

    private IntakeProcess(CommandRunner commands, KnownPersons persons, SearchKeys keys, Policies policies) {
        this.commands = commands;
        this.persons = persons;
        this.keys = keys;
        this.policies = policies;
    }

    public static Reaction reaction(CommandRunner commands, KnownPersons persons, SearchKeys keys, Policies policies) {
        var process = new IntakeProcess(commands, persons, keys, policies);
        return Published.restIgnored(Reaction.named("IntakeProcess")
                .on(
                        "referral.ReferralReceived",
                        ReferralReceived.class,
                        (e, context) -> process.settle(e, e.data().referral(), null, context))
                .on("referral.ReferralCorrected", ReferralCorrected.class, process::resent)
                .on(
                        "referral.ReferralOutcomeCorrected",
                        ReferralOutcomeCorrected.class,
                        (e, context) -> process.settle(e, e.data().referral(), null, context))
                .on("referral.DemographicsCorrected", DemographicsCorrected.class, process::corrected)
                .on("referral.ReferralSeparated", ReferralSeparated.class, process::separated)
                .on("referral.IdentityQuestionAnswered", IdentityQuestionAnswered.class, process::answered)
                .on("referral.MemberIdReleased", MemberIdReleased.class, process::released));
    }

    private void resent(Event<ReferralCorrected> event, Reaction.Context context) {
        var e = event.data();
        release(event, e.memberIdHashWas(), e.person(), e.referral(), context);
        settle(event, e.referral(), e.personWas(), context);
        if (Boolean.TRUE.equals(e.identityChanged())) settleOthers(event, e.memberIdHash(), e.referral(), context);
    }

    private void corrected(Event<DemographicsCorrected> event, Reaction.Context context) {
        var e = event.data();
        release(event, e.memberIdHashWas(), e.person(), e.referral(), context);
        settle(event, e.referral(), null, context);
        if (Boolean.TRUE.equals(e.identityChanged())) settleOthers(event, e.memberIdHash(), e.referral(), context);
    }

    private void separated(Event<ReferralSeparated> event, Reaction.Context context) {
        var e = event.data();
        release(event, e.memberIdHash(), e.personWas(), e.referral(), context);
        settle(event, e.referral(), null, context);
    }

    private void answered(Event<IdentityQuestionAnswered> event, Reaction.Context context) {
        var e = event.data();
        release(event, e.memberIdHashWas(), e.person(), e.referral(), context);
        settle(event, e.referral(), null, context);
    }

    /** Those that state the id too are asked about no more, or about somebody else. */
    private void released(Event<MemberIdReleased> event, Reaction.Context context) {
        settleOthers(event, event.data().memberIdHash(), event.data().referral(), context);
    }

    private void settleOthers(Event<?> event, String hash, String besides, Reaction.Context context) {
        if (hash == null) return;
        var claim = Aggregates.memberId(event.envelope().tenant(), hash);
        var waiting = commands.load(Aggregates.MEMBER_ID, claim).state().waiting();
        for (String referral : Set.copyOf(waiting.keySet()))
            if (!referral.equals(besides)) settle(event, referral, null, context);
    }

    private void release(Event<?> event, String hash, String person, String referral, Reaction.Context context) {
        if (hash == null) return;
        var claim = Aggregates.memberId(event.envelope().tenant(), hash);
        run(Aggregates.MEMBER_ID, claim, new ReleaseMemberId(hash, person, referral), NoFacts.NONE, "release", context)
                .mustBeDone();
    }

    /** @param personWas whose place it held before a correction took it out of their hands; null when nobody else's */
    private void settle(Event<?> event, String referral, String personWas, Reaction.Context context) {
        var id = Aggregates.referral(event.envelope().tenant(), referral);
        for (int tries = 0; tries < TRIES; tries++) {
            var loaded = commands.load(Aggregates.REFERRAL, id);
            var state = loaded.state();
            if (state.stage().ended()) {
                leave(id, state, personWas, context);
                return;
            }
            var found = whoseIs(id, state, context);
            if (told(id, loaded, found, personWas, context)) return;
        }
        throw new IllegalStateException("a referral changes faster than it can be settled whose it is");
    }

    /** False when the referral changed meanwhile. */
    private boolean told(
            AggregateId id,
            CommandRunner.Loaded<ReferralState> loaded,
            Whose found,
            String personWas,
            Reaction.Context context) {
        var state = loaded.state();
        long version = loaded.version();
        if (!state.held()) {
            var command = placed(id, state, found.person(), context);
            version = tell(id, state, version, command, command.getClass().getSimpleName(), context);
            if (version < 0) return false;
            for (String left : new LinkedHashSet<>(Arrays.asList(state.person(), personWas)))
                if (!found.person().equals(left)) leave(id, state, left, context);
        } else for (String same : state.identity().same()) holdFor(id, state, same, context);
        boolean toldAbove =
                !state.held() && !(state.identified() && found.person().equals(state.person()));
        var now = keys(id, state);
        if (!toldAbove && now != null && !now.equals(state.identity().keys()))
            version = tell(id, state, version, new IndexReferral(now), "index", context);
        if (version < 0) return false;
        if (found.question() != null) return tell(id, state, version, found.question(), "ask", context) >= 0;
        return !state.identity().asked() || tell(id, state, version, new DropIdentityQuestions(), "drop", context) >= 0;
    }

    /** @param question to be put to intake; null when there is none */
    private record Whose(String person, RaiseIdentityQuestion question) {}

    private Whose whoseIs(AggregateId id, ReferralState state, Reaction.Context context) {
        String hash = state.content().memberIdHash();
        if (hash == null) return new Whose(state.person(), null);
        var claim = Aggregates.memberId(id.tenant(), hash);
        run(
                        Aggregates.MEMBER_ID,
                        claim,
                        new ClaimMemberId(hash, state.person(), id.key()),
                        NoFacts.NONE,
                        "claim-" + id.key(),
                        context)
                .mustBeDone();
        var memberId = commands.load(Aggregates.MEMBER_ID, claim).state();
        String holder = memberId.person();
        if (holder == null || holder.equals(state.person())) return new Whose(state.person(), null);
        if (state.identity().same().contains(holder)) return new Whose(holder, null);
        return compared(id, state, memberId);
    }

    /** What is accepted keeps its person whatever is found: that two episodes are one person's is for somebody to answer. */
    private Whose compared(AggregateId id, ReferralState state, MemberIdState memberId) {
        var likeness = persons.compare(id.tenant(), state, memberId).orElse(null);
        if (likeness == null) return new Whose(state.person(), null);
        if (likeness.same() && !state.held()) return new Whose(memberId.person(), null);
        String hash = state.content().memberIdHash();
        return new Whose(
                state.person(),
                new RaiseIdentityQuestion(
                        Ids.question(id.key(), hash, memberId.person()),
                        memberId.person(),
                        likeness.referral(),
                        hash,
                        likeness.differs()));
    }

    /** The place is taken for it, or it is a duplicate of the referral that has it. */
    private ReferralCommand placed(AggregateId id, ReferralState state, String person, Reaction.Context context) {
        String program = state.content().program();
        var taken = run(
                Aggregates.OPEN_EPISODE,
                Aggregates.openEpisode(id.tenant(), person, program),
                new RegisterOpenReferral(person, program, id.key()),
                NoFacts.NONE,
                "register-" + id.key(),
                context);
        return switch (taken) {
            case Outcome.Done<?> done -> new IdentifyReferral(person, !person.equals(state.person()), keys(id, state));
            case Outcome.Refused<?> no ->
                new DetectDuplicate(person, no.rejection().facts().get("referral"), keys(id, state));
            default -> throw new IllegalStateException("the place of a person in a program gave no answer: " + taken);
        };
    }

    /** Intake found that an accepted referral's person is this one too: nobody else takes their place meanwhile. */
    private void holdFor(AggregateId id, ReferralState state, String person, Reaction.Context context) {
        String program = state.content().program();
        run(
                        Aggregates.OPEN_EPISODE,
                        Aggregates.openEpisode(id.tenant(), person, program),
                        new RegisterOpenReferral(person, program, id.key()),
                        NoFacts.NONE,
                        "register-" + id.key(),
                        context)
                .mustBeDone();
    }

    /** Null when the person is erased. */
    private Keys keys(AggregateId id, ReferralState state) {
        return state.content()
                .demographics()
                .value()
                .map(d -> keys.of(id.tenant(), d))
                .orElse(null);
    }

    private void leave(AggregateId id, ReferralState state, String person, Reaction.Context context) {
        if (person == null) return;
        String program = state.content().program();
        run(
                        Aggregates.OPEN_EPISODE,
                        Aggregates.openEpisode(id.tenant(), person, program),
                        new MoveOpenReferral(person, program, id.key()),
                        NoFacts.NONE,
                        "leave-" + id.key(),
                        context)
                .mustBeDone();
    }

    /** The version after it; -1 when it was not at the version that was judged. */
    private long tell(
            AggregateId id,
            ReferralState state,
            long version,
            ReferralCommand command,
            String step,
            Reaction.Context context) {
        var as = context.commandContext(id);
        var outcome = commands.run(
                Aggregates.REFERRAL,
                id,
                command,
                policies.intake(state.content().program()),
                as.withCommandId(Uuid5.of(as.commandId().toString(), step)).atVersion(version));
        return outcome instanceof Outcome.VersionConflict<?>
                ? -1
                : outcome.mustBeDone().version();
    }

    /** Several commands may go to one target for one event: the step keeps their ids apart. */
    private <C, S, E, F> Outcome<E> run(
            Aggregate<C, S, E, F> aggregate,
            AggregateId target,
            C command,
            F facts,
            String step,
            Reaction.Context context) {
        var as = context.commandContext(target);
        return commands.run(
                aggregate,
                target,
                command,
                facts,
                as.withCommandId(Uuid5.of(as.commandId().toString(), step)));
    }
}
