package org.communitysupport.referral.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.AskedFor;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.IntakeRules;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.communitysupport.referral.domain.rule.Ref1SameNumber;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;
import org.communitysupport.referral.domain.rule.Ref3ProfessionalSource;
import org.communitysupport.referral.domain.rule.Ref3SenderKind;
import org.communitysupport.referral.domain.rule.Ref4Identifiers;
import org.communitysupport.referral.domain.rule.Ref9ResponseClock;
import org.communitysupport.referral.domain.rule.ReferralFields;
import org.communitysupport.referral.domain.rule.ResendDifference;

/**
 * A referral comes in, or comes again with other data: REF-1, 3, 4, 5, 9, 10 and amendment 16. A sender that may not read that its referral has
 * ended is not told so by a refusal either: what it sends then is taken, and intake sees it.
 */
final class Receiving {
    private Receiving() {}

    static Decision<ReferralEvent> receive(ReceiveReferral sent, ReferralState state, ReferralFacts facts) {
        boolean again = state.stage() != Stage.NONE;
        if (again && state.content().contentHash().equals(sent.contentHash())) return Decision.nothingToDo();
        if (again && another(sent, state)) return askAbout(sent, state);
        boolean told = facts.sender() == null || facts.sender().knowsEnd();
        if (state.stage().ended() && told && !(state.stage() == Stage.DUPLICATE && contradicts(sent, state)))
            return ReferralDecider.ended(state);
        var c = again ? withoutDisowned(Kept.over(sent, state), state) : sent;
        var kind = Ref3SenderKind.of(c.sourceType(), again ? state.content().sourceType() : null, facts.sender());
        var fault = fault(c, kind.kind(), facts);
        if (fault != null) return Decision.reject(fault);
        var odd = odd(c, facts.rules());
        if (!odd.isEmpty() && facts.rules().identifiers() == Enforcement.REJECT)
            return Decision.reject(Rejection.ofContent(
                    odd.getFirst().code(), "REF-4", "", odd.getFirst().detail()));
        boolean part2 = part2(c, state.content(), facts.sender());
        var as = new As(kind.kind(), part2, warnings(c, kind, state, facts, odd));
        if (!again) return Decision.accept(received(c, c.person(), as, facts));
        return correct(c, state, as, facts);
    }

    /** What was judged of it, whatever it says of itself. */
    private record As(Codes.SourceType kind, boolean part2, List<Warning> warnings) {}

    /** Who it is may change with it: what another's key sealed is not corrected under it. What intake knows better stays. */
    private static Decision<ReferralEvent> correct(
            ReceiveReferral sent, ReferralState state, As as, ReferralFacts facts) {
        var c = sent.onTopOf(
                        was(state).orElse(null),
                        state.lastSaid(),
                        state.content().memberIdHash())
                .guarded(state.content().guardianFlagged());
        boolean identity =
                was(state).map(d -> Ref2SamePerson.changed(d, c.demographics())).orElse(false);
        boolean other = contradicts(c, state);
        boolean apart = other && state.identity().sure().shared() && !state.held();
        var now = received(c, apart ? c.person() : state.person(), as, facts);
        var corrected = corrected(now, state, facts, identity, sent.demographics());
        if (corrected.changed().isEmpty()) return Decision.nothingToDo();
        var events = new ArrayList<ReferralEvent>();
        if (other && state.stage() == Stage.DUPLICATE)
            events.add(new ReferralOutcomeCorrected(
                    now.referral(), state.stage(), Stage.RECEIVED, Codes.CorrectionReason.NEW_INFORMATION));
        boolean told = !now.demographics().equals(state.content().demographics())
                || now.guardianFlagged() != state.content().guardianFlagged();
        if (state.held() && told)
            events.add(Correcting.event(
                    state,
                    now.demographics(),
                    now.guardianFlagged(),
                    now.memberIdHash(),
                    Codes.CorrectedBy.SENDER,
                    null));
        events.addAll(answering(corrected, state));
        return Decision.acceptAll(events);
    }

    /** What was asked for and comes with a correction is off the list. */
    private static List<ReferralEvent> answering(ReferralCorrected corrected, ReferralState state) {
        var answered = AskedFor.answered(state.asked(), state.content(), corrected.asReceived());
        if (state.stage() != Stage.AWAITING_INFORMATION || answered.isEmpty()) return List.of(corrected);
        return List.of(corrected, new ReferralInformationReceived(corrected.referral(), null, answered));
    }

    private static boolean contradicts(ReceiveReferral c, ReferralState state) {
        return was(state)
                .map(d -> Ref2SamePerson.contradicts(d, c.demographics()))
                .orElse(false);
    }

    private static boolean another(ReceiveReferral c, ReferralState state) {
        return was(state)
                .map(d -> Ref1SameNumber.anotherPerson(d, c.demographics()))
                .orElse(false);
    }

    /** Nothing of it is taken, and its sender is told; what is accepted already becomes a question for intake as well. */
    private static Decision<ReferralEvent> askAbout(ReceiveReferral c, ReferralState state) {
        String question =
                'q' + c.contentHash().substring(0, Math.min(31, c.contentHash().length()));
        boolean asked = state.identity().answered().contains(question)
                || state.identity().question(question).isPresent();
        if (!state.held() || asked) return Decision.reject(Ref1SameNumber.ANOTHER_PERSON);
        return Decision.accept(new IdentityQuestionRaised(
                c.referral(),
                question,
                Codes.IdentityQuestion.RESENT_AS_ANOTHER,
                state.person(),
                c.person(),
                null,
                c.memberIdHash(),
                List.of("familyName", "givenName", "birthDate", "memberId"),
                Personal.of(c.person(), "demographics", c.demographics())));
    }

    private static Optional<Demographics> was(ReferralState state) {
        return state.content().demographics().value();
    }

    /** Intake found the member id to be another's: sent again it is not taken again. */
    private static ReceiveReferral withoutDisowned(ReceiveReferral c, ReferralState state) {
        return c.memberIdHash() != null && state.identity().disowned().contains(c.memberIdHash())
                ? c.withoutMemberId()
                : c;
    }

    /**
     * REF-10: by content, by source, and by what was: once protected, a resend does not lift it. What a privacy officer lifted stays so until
     * other content comes.
     */
    private static boolean part2(ReceiveReferral c, ReferralReceived was, ReferralFacts.Sender sender) {
        if (was != null && was.part2() || saysSo(c, sender)) return true;
        boolean judged =
                was != null && was.clinical().value().map(c.clinical()::equals).orElse(false);
        return !judged && Ref10Part2.protectedContent(c.clinical());
    }

    private static boolean saysSo(ReceiveReferral c, ReferralFacts.Sender sender) {
        return c.part2() || sender != null && sender.part2Program();
    }

    private static List<Warning> warnings(
            ReceiveReferral c, Ref3SenderKind kind, ReferralState state, ReferralFacts facts, List<Warning> odd) {
        var warnings = new ArrayList<>(odd);
        warnings.addAll(c.remarks());
        warnings.addAll(ReferralFields.odd(c, facts.today()));
        warnings.addAll(Ref11Age.odd(c.demographics().birthDate(), facts.today(), facts.rules()));
        warnings.addAll(kind.warnings());
        if (state.stage() != Stage.NONE
                && state.content().part2()
                && !c.part2()
                && !Ref10Part2.protectedContent(c.clinical()))
            warnings.add(new Warning(
                    "part2-stays",
                    "REF-10",
                    "This referral came under 42 CFR Part 2 and stays so. The agency's privacy officer can "
                            + "lift it."));
        return List.copyOf(warnings);
    }

    private static Rejection fault(ReceiveReferral c, Codes.SourceType kind, ReferralFacts facts) {
        var unfit = ReferralFields.fault(c, facts.today());
        if (unfit != null) return unfit;
        var rules = facts.rules();
        if (rules == null)
            return Rejection.ofContent(
                    "wrong-program",
                    "",
                    "/program",
                    "This agency does not serve the program. GET /v1/programs lists those that it serves.");
        String missing = Ref3ProfessionalSource.missing(kind, c.referrerOrganisation(), c.referrerNpi());
        if (missing != null)
            return Rejection.ofContent(
                    "referrer-incomplete",
                    "REF-3",
                    missing,
                    "The organization or the NPI of the referrer is missing. Send both; only a person or a "
                            + "family may leave them out.");
        if (c.state() != null && !c.state().equalsIgnoreCase(rules.state()))
            return Rejection.ofContent(
                            "out-of-area",
                            "REF-5",
                            "/demographics/state",
                            "The person lives outside the state that this program serves. Refer to an agency there, "
                                    + "or correct the address.")
                    .with(Map.of("serves", rules.state()));
        return null;
    }

    private static List<Warning> odd(ReceiveReferral c, IntakeRules rules) {
        return rules.identifiers() == Enforcement.OFF
                ? List.of()
                : Ref4Identifiers.odd(
                        c.referrerNpi(),
                        Ref2SamePerson.memberId(c.demographics().memberId()),
                        rules.memberIdPattern());
    }

    private static ReferralReceived received(ReceiveReferral c, String person, As as, ReferralFacts facts) {
        Duration within = facts.rules().responseWithin().get(c.urgency());
        return new ReferralReceived(
                c.referral(),
                c.externalId(),
                c.sendingSystem(),
                as.kind(),
                c.referrerOrganisation(),
                c.referrerNpi(),
                c.program(),
                c.urgency(),
                c.channel(),
                person,
                c.county(),
                c.state(),
                c.payer(),
                c.memberIdHash(),
                c.peerSupportWanted(),
                c.guardianFlagged(),
                as.part2(),
                c.contentHash(),
                within == null ? null : facts.now().plus(within),
                c.dischargeOn(),
                Personal.of(person, "demographics", c.demographics()),
                Personal.of(person, "clinical", c.clinical()),
                c.referrer() == null ? null : Personal.of(person, "referrer", c.referrer()),
                facts.rules().pack().basis("REF-1", "REF-3", "REF-4", "REF-9", "REF-10"),
                as.warnings());
    }

    private static ReferralCorrected corrected(
            ReferralReceived now, ReferralState state, ReferralFacts facts, boolean identity, Demographics sent) {
        var was = state.content();
        return new ReferralCorrected(
                now.referral(),
                now.externalId(),
                now.sendingSystem(),
                now.sourceType(),
                now.referrerOrganisation(),
                now.referrerNpi(),
                now.program(),
                now.urgency(),
                now.channel(),
                now.person(),
                now.county(),
                now.state(),
                now.payer(),
                now.memberIdHash(),
                now.peerSupportWanted(),
                now.guardianFlagged(),
                now.part2(),
                now.contentHash(),
                Ref9ResponseClock.due(
                        was.responseDueAt(),
                        was.urgency(),
                        now.urgency(),
                        facts.rules().responseWithin(),
                        facts.now()),
                now.dischargeOn(),
                now.demographics(),
                now.clinical(),
                now.referrer(),
                now.basis(),
                now.warnings(),
                changed(state, now, sent),
                now.person().equals(state.person()) ? null : state.person(),
                Objects.equals(was.memberIdHash(), now.memberIdHash()) ? null : was.memberIdHash(),
                identity ? Boolean.TRUE : null,
                now.demographics().value().filter(sent::equals).isPresent()
                        ? null
                        : Personal.of(now.person(), "demographics", sent));
    }

    /** Against what the sender said before: what intake put right in between is not theirs to see. */
    private static List<String> changed(ReferralState state, ReferralReceived now, Demographics sent) {
        var was = state.content();
        var besides = Set.of(
                "person",
                "memberIdHash",
                "contentHash",
                "responseDueAt",
                "demographics",
                "clinical",
                "referrer",
                "basis",
                "warnings");
        var changed = new ArrayList<>(ResendDifference.names("", was, now, besides));
        if (state.lastSaid() == null) changed.add("demographics");
        else changed.addAll(ResendDifference.names("demographics.", state.lastSaid(), sent, Set.of()));
        changed.addAll(inside("clinical", was.clinical(), now.clinical()));
        changed.addAll(inside("referrer", was.referrer(), now.referrer()));
        return List.copyOf(changed);
    }

    private static <T extends Record> List<String> inside(String field, Personal<T> was, Personal<T> now) {
        T before = was == null ? null : was.value().orElse(null);
        T after = now == null ? null : now.value().orElse(null);
        if (before == null || after == null) return before == after ? List.of() : List.of(field);
        return ResendDifference.names(field + '.', before, after, Set.of());
    }
}
