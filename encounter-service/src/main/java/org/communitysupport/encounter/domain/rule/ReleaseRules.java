package org.communitysupport.encounter.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.communitysupport.encounter.domain.DayFacts;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayState.Contact;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.domain.MemberFileState;

/** Why a line may not go out yet (ENC-11 and what it rests on). Each cause names who can mend it; none means: it may. */
public final class ReleaseRules {

    /** The rules that {@link #causes} asks, for the basis of what is decided. */
    public static final String[] ASKED = {"ENC-2", "ENC-3", "ENC-5", "ENC-8", "ENC-9", "ENC-11", "PLN-6"};
    /** Causes that somebody mends in the file of a staff member. */
    public static final Set<String> OF_STAFF = Set.of("staff-credential-missing", "staff-not-on-team");

    private ReleaseRules() {}

    public static List<Cause> causes(Line line, Day day, LocalDate date, DayFacts facts) {
        var policy = facts.policy(line.program());
        var file = facts.file(line.program());
        LocalDate today = facts.now().atZone(policy.zone()).toLocalDate();
        var contacts = line.daily().encounters().stream()
                .map(e -> day.contact(e).orElseThrow())
                .toList();
        var causes = new ArrayList<Cause>();
        for (var contact : contacts) {
            causes.add(noteSigned(contact, policy));
            causes.add(enc3(contact, date, policy, facts));
            causes.add(enc2Team(contact, date, file, facts));
            causes.add(enc5(contact, day, policy));
        }
        causes.add(enc3TeamModifier(line, policy));
        causes.add(enc2Episode(date, file));
        causes.add(enc2Plan(date, file, policy));
        causes.add(enc11Coverage(date, file));
        causes.add(enc11Order(date, file, policy));
        causes.add(enc11Units(line));
        return causes.stream()
                .filter(Objects::nonNull)
                .map(c -> since(c, line, today))
                .distinct()
                .toList();
    }

    /**
     * What would hold the line of a planned visit, were it served and signed as planned: the same questions as after it. What the pool of units
     * answers is asked apart, see {@link #enc11Units(int, int, String)}.
     */
    public static List<Cause> foreseen(ContactCounted planned, DayFacts facts) {
        var policy = facts.policy(planned.program());
        var contact = new Contact(planned, planned.endAt());
        var day = new Day(List.of(contact), List.of(), List.of(), 1, List.of(), 0);
        return DailyUnits.enc9Lines(planned.date(), day, planned.program(), policy).stream()
                .map(daily -> new Line(daily, planned.program(), planned.episode(), 1, null, List.of(), false, null))
                .flatMap(line -> causes(line, day, planned.date(), facts).stream())
                .toList();
    }

    /** A cause that was there before keeps its first day. */
    public static Cause since(Cause cause, Line line, LocalDate today) {
        var first = line.causes().stream()
                .filter(c -> c.code().equals(cause.code()))
                .map(Cause::since)
                .findFirst()
                .orElse(today);
        return new Cause(cause.code(), cause.rule(), cause.detail(), cause.mend(), first);
    }

    static Cause noteSigned(Contact contact, EncounterPolicy policy) {
        if (contact.signedAt() == null)
            return cause("note-not-signed", "ENC-11", "a note of the line is not signed", "staff");
        boolean tooLate = policy.nonBillable() == Enforcement.REJECT
                && EncounterRules.enc8TooLate(contact.counted().endAt(), contact.signedAt(), policy.nonBillableDays());
        return tooLate
                ? cause(
                        "note-too-late",
                        "ENC-8",
                        "signed more than " + policy.nonBillableDays() + " days after the contact",
                        "supervisor")
                : null;
    }

    /** ENC-3: the credential for the role is valid on the date of service. */
    static Cause enc3(Contact contact, LocalDate date, EncounterPolicy policy, DayFacts facts) {
        var kinds = policy.credentialsByRole().getOrDefault(contact.counted().role(), List.of());
        if (facts.staff(contact.counted().staff()).credential(kinds, date).isPresent()) return null;
        return cause(
                "staff-credential-missing",
                "ENC-3",
                "staff " + contact.counted().staff() + " has no credential for role "
                        + contact.counted().role() + " on " + date,
                "supervisor");
    }

    /** ENC-3: without the team modifier the line names another service. */
    static Cause enc3TeamModifier(Line line, EncounterPolicy policy) {
        String needed = policy.codes().teamModifier();
        if (needed == null || line.daily().modifiers().contains(needed)) return null;
        return cause("team-modifier-missing", "ENC-3", "modifier " + needed + " is missing", "biller");
    }

    /** ENC-2: staff on the team that served the member that day. */
    static Cause enc2Team(Contact contact, LocalDate date, MemberFileState file, DayFacts facts) {
        boolean onTeam = file.membershipsOn(date).stream()
                .anyMatch(m -> facts.staff(contact.counted().staff())
                        .assignment(m.team(), date)
                        .isPresent());
        return onTeam
                ? null
                : cause(
                        "staff-not-on-team",
                        "ENC-2",
                        "staff " + contact.counted().staff() + " was not on the team that served the member on " + date,
                        "supervisor");
    }

    /** ENC-2: the episode is open. */
    static Cause enc2Episode(LocalDate date, MemberFileState file) {
        return file.file().episodeOn(date).isPresent()
                ? null
                : cause("episode-not-open", "ENC-2", "no episode was open on " + date, "supervisor");
    }

    /** ENC-2, PLN-1: a plan is active, or the episode is in its first days and had no plan yet. */
    static Cause enc2Plan(LocalDate date, MemberFileState file, EncounterPolicy policy) {
        var episode = file.file().episodeOn(date);
        if (episode.isEmpty() || file.file().planOn(date).isPresent()) return null;
        boolean planned = file.file().hadPlanBefore(date, episode.get());
        if (!planned && EncounterRules.enc2Interim(episode.get(), date, policy.planDueDays())) return null;
        return cause(
                "plan-not-active",
                "PLN-1",
                planned
                        ? "the plan had ended before " + date + ", and no other was active"
                        : "no plan was active on " + date + ", more than " + policy.planDueDays()
                                + " days after the episode opened",
                "clinician");
    }

    /** ENC-5: who bills shared minutes is chosen, not guessed. */
    static Cause enc5(Contact contact, Day day, EncounterPolicy policy) {
        if (policy.overlap() == OverlapRule.BILL_ALL || !Overlaps.isUndecided(contact, day)) return null;
        return cause(
                "overlap-undecided",
                "ENC-5",
                "two staff were with the member at the same time; choose who bills",
                "supervisor");
    }

    /** ENC-11: a coverage proof speaks for the date. */
    static Cause enc11Coverage(LocalDate date, MemberFileState file) {
        return file.file().coverageOn(date).isPresent()
                ? null
                : cause("coverage-not-verified", "ENC-11", "no proof of coverage speaks for " + date, "intake");
    }

    /** ENC-11, PLN-6: an order was in force; a later one reaches back only where the pack does not forbid it. */
    static Cause enc11Order(LocalDate date, MemberFileState file, EncounterPolicy policy) {
        if (!policy.orderNeeded() || file.file().orderOn(date).isPresent()) return null;
        var later = file.file().orderAfter(date);
        if (later.isPresent() && policy.orderTiming() != Enforcement.REJECT) return null;
        return later.isPresent()
                ? cause(
                        "order-after-service",
                        "PLN-6",
                        "the order was signed on " + later.get().orderedOn()
                                + ", after the service; it cannot be backdated",
                        "supervisor")
                : cause("order-missing", "ENC-11", "no service order was in force on " + date, "clinician");
    }

    /** ENC-11: what covers the date gave all units. */
    static Cause enc11Units(Line line) {
        var answer = line.answer();
        return answer == null
                ? null
                : enc11Units(answer.shortUnits(), line.daily().units(), answer.reason());
    }

    /** As above. @param reason of the pool; null when it gave none */
    public static Cause enc11Units(int shortUnits, int units, String reason) {
        if (shortUnits == 0) return null;
        String why = reason == null ? "not-covered" : reason;
        return cause(
                "units-" + why.toLowerCase(Locale.ROOT).replace('_', '-'),
                "ENC-11",
                shortUnits + " of " + units + " units are not covered",
                "care-coordinator");
    }

    private static Cause cause(String code, String rule, String detail, String mend) {
        return new Cause(code, rule, detail, mend, null);
    }
}
