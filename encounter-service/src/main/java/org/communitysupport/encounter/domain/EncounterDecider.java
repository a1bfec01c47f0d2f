package org.communitysupport.encounter.domain;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.communitysupport.encounter.domain.EncounterCommand.AmendNote;
import org.communitysupport.encounter.domain.EncounterCommand.CancelEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.LogEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.RecordMissed;
import org.communitysupport.encounter.domain.EncounterCommand.ScheduleEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.SignNote;
import org.communitysupport.encounter.domain.EncounterCommand.VoidEncounter;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterAmended;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterCancelled;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterMissed;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterNoteSigned;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterVoided;
import org.communitysupport.encounter.domain.EncounterEvent.LateEntryMarked;
import org.communitysupport.encounter.domain.EncounterState.Cancelled;
import org.communitysupport.encounter.domain.EncounterState.Logged;
import org.communitysupport.encounter.domain.EncounterState.Missed;
import org.communitysupport.encounter.domain.EncounterState.None;
import org.communitysupport.encounter.domain.EncounterState.Planned;
import org.communitysupport.encounter.domain.EncounterState.Signed;
import org.communitysupport.encounter.domain.EncounterState.Voided;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberFileState.Membership;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
import org.communitysupport.encounter.domain.StaffFileState.Assignment;
import org.communitysupport.encounter.domain.rule.CodeRule.ServiceCode;
import org.communitysupport.encounter.domain.rule.EncounterRules;
import org.communitysupport.encounter.domain.rule.ReleaseRules;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** One contact from plan to signed note: ENC-1, ENC-2 (who serves), ENC-3 (code from credential), ENC-6, ENC-7, ENC-8, ENC-12, ENC-14, ENC-16. */
public final class EncounterDecider
        implements Decider<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts> {
    public static final Aggregate<EncounterCommand, EncounterState, EncounterEvent, EncounterFacts> ENCOUNTER =
            new Aggregate<>("encounter", EncounterEvent.class, new EncounterDecider());

    @Override
    public EncounterState initial() {
        return new None();
    }

    @Override
    public Decision<EncounterEvent> decide(EncounterCommand command, EncounterState state, EncounterFacts facts) {
        return switch (command) {
            case ScheduleEncounter c -> state instanceof None ? schedule(c, facts) : wrongState(state);
            case CancelEncounter c ->
                state instanceof Planned p
                        ? Decision.accept(new EncounterCancelled(
                                c.person(),
                                c.encounter(),
                                p.visit().program(),
                                p.visit().date(),
                                p.visit().line(),
                                c.reason(),
                                c.endedEpisode()))
                        : state instanceof Cancelled ? Decision.nothingToDo() : wrongState(state);
            case RecordMissed c ->
                state instanceof Planned p
                        ? Decision.accept(new EncounterMissed(
                                c.person(),
                                c.encounter(),
                                p.visit().program(),
                                p.visit().date(),
                                p.visit().line(),
                                c.reason()))
                        : state instanceof Missed ? Decision.nothingToDo() : wrongState(state);
            case LogEncounter c ->
                switch (state) {
                    case None s -> log(c, null, facts);
                    case Planned p -> log(c, p.visit().line(), facts);
                    default -> wrongState(state);
                };
            case SignNote c ->
                switch (state) {
                    case Logged l -> sign(c, l.visit(), facts);
                    case Signed s -> Decision.nothingToDo();
                    default -> wrongState(state);
                };
            case AmendNote c ->
                state instanceof Logged || state instanceof Signed
                        ? Decision.accept(new EncounterAmended(c.person(), c.encounter(), c.addendum(), c.reason()))
                        : wrongState(state);
            case VoidEncounter c ->
                switch (state) {
                    case Logged l -> Decision.accept(voided(c, l.visit()));
                    case Signed s -> Decision.accept(voided(c, s.visit()));
                    case Voided v -> Decision.nothingToDo();
                    default -> wrongState(state);
                };
        };
    }

    private static EncounterVoided voided(VoidEncounter c, EncounterLogged visit) {
        return new EncounterVoided(c.person(), c.encounter(), visit.date(), visit.staff(), c.reason());
    }

    private static Decision<EncounterEvent> wrongState(EncounterState state) {
        if (state instanceof None)
            return Decision.reject(
                    "no-such-encounter", "", "There is no such encounter. Look for it under GET /v1/encounters.");
        return Decision.reject(Rejection.of(
                        "encounter-" + state.word(),
                        "ENC-12",
                        "The encounter is " + state.word() + " already. Read it again before the next step.")
                .with(Map.of("state", state.word())));
    }

    private static Decision<EncounterEvent> schedule(ScheduleEncounter c, EncounterFacts facts) {
        if (c.minutes() <= 0 || c.minutes() > 24 * 60)
            return content(
                    "no-minutes",
                    "ENC-1",
                    "/minutes",
                    "The minutes are not between 1 and 1440. Enter how long the encounter is planned to last.");
        if (!c.startAt().atZone(facts.policy().zone()).toLocalDate().equals(c.date()))
            return content(
                    "not-one-date",
                    "ENC-1",
                    "/date",
                    "The encounter does not start on " + c.date() + " local time. Correct the date or the start.");
        var ended = facts.file().endedBefore(c.date());
        if (ended != null)
            return content(
                    "episode-closed",
                    "ENC-2",
                    "/startAt",
                    "The episode ended on " + ended
                            + ". A visit after the discharge is not planned; if the discharge was a mistake,"
                            + " a supervisor can open the episode again.");
        return serving(facts, c.staff(), c.date(), (member, assignment) -> scheduled(c, facts, member, assignment));
    }

    private static Decision<EncounterEvent> scheduled(
            ScheduleEncounter c, EncounterFacts facts, Membership member, Assignment assignment) {
        var policy = facts.policy();
        var causes = foreseen(c, facts, member, assignment);
        return Decision.accept(new EncounterScheduled(
                c.person(),
                c.encounter(),
                member.episode(),
                c.program(),
                c.staff(),
                member.team(),
                assignment.role(),
                c.date(),
                c.startAt(),
                c.minutes(),
                policy.unit().units(c.minutes()),
                c.mode(),
                "sched_" + c.encounter(),
                policy.basis("ENC-2", "ENC-3", "ENC-4", "ENC-11"),
                planningWarnings(c, facts, causes),
                causes));
    }

    /** Whatever would hold its line, and that the worker is somewhere else at that time. */
    private static List<Warning> planningWarnings(ScheduleEncounter c, EncounterFacts facts, List<Cause> causes) {
        var warnings = new ArrayList<Warning>();
        for (var cause : causes)
            warnings.add(new Warning(
                    cause.code(),
                    cause.rule(),
                    "As things stand, this visit cannot be billed: " + cause.detail() + ". Who can mend it: "
                            + cause.mend() + "."));
        var others = new ArrayList<>(facts.planned());
        others.addAll(facts.booked());
        var wanted = new Interval(c.startAt(), c.startAt().plus(Duration.ofMinutes(c.minutes())));
        EncounterRules.enc4DoubleBooked(wanted, others, facts.policy().zone()).ifPresent(warnings::add);
        return warnings;
    }

    /** Billable before the visit (ENC-11): by the same code as after it. Nothing is known of the pool's answer yet. */
    private static List<Cause> foreseen(
            ScheduleEncounter c, EncounterFacts facts, Membership member, Assignment assignment) {
        var code = facts.policy().codes().code(assignment.role(), c.mode().name());
        if (code.isEmpty())
            return List.of(new Cause(
                    "no-code-for-role",
                    "ENC-3",
                    "the pack has no complete code and modifiers for role " + assignment.role() + " and mode "
                            + c.mode(),
                    "supervisor",
                    c.date()));
        var planned = new ContactCounted(
                c.person(),
                c.date(),
                c.encounter(),
                c.program(),
                member.episode(),
                c.staff(),
                member.team(),
                assignment.role(),
                code.get().code(),
                code.get().modifiers(),
                "",
                c.startAt(),
                c.startAt().plus(Duration.ofMinutes(c.minutes())),
                facts.policy().zone().getId(),
                c.minutes(),
                false,
                code.get().part2());
        return ReleaseRules.foreseen(planned, DayFacts.of(c.program(), c.staff(), facts));
    }

    /** What would hold a visit that is planned already, with the facts of now. */
    public static List<Cause> foreseen(EncounterScheduled v, EncounterFacts facts) {
        var command = new ScheduleEncounter(
                v.person(), v.encounter(), v.program(), v.staff(), v.date(), v.startAt(), v.minutes(), v.mode());
        for (var member : facts.file().membershipsOn(v.date())) {
            var assignment = facts.staff().known().assignment(member.team(), v.date());
            if (assignment.isPresent()) return foreseen(command, facts, member, assignment.get());
        }
        return List.of(new Cause(
                "staff-not-on-team",
                "ENC-2",
                "the worker is not on the team that serves the person on " + v.date(),
                "supervisor",
                v.date()));
    }

    private static Decision<EncounterEvent> log(LogEncounter c, String reservedLine, EncounterFacts facts) {
        var policy = facts.policy();
        var broken =
                EncounterRules.enc1(c.startAt(), c.endAt(), c.breakMinutes(), c.date(), policy.zone(), facts.now());
        if (broken == null) broken = EncounterRules.enc1WholeContact(c.startAt(), c.endAt());
        if (broken == null) broken = EncounterRules.responseOnlyInCrisis(c.crisis(), c.responseMinutes());
        if (broken == null) broken = noteComplete(c, facts);
        if (broken != null) return Decision.reject(broken);
        return serving(facts, c.staff(), c.date(), (member, assignment) -> {
            boolean service = c.activity() == Activity.SERVICE;
            Optional<ServiceCode> code =
                    policy.codes().code(assignment.role(), c.mode().name());
            if (service && code.isEmpty())
                return Decision.reject(Rejection.of(
                                "no-code-for-role",
                                "ENC-3",
                                "The policy pack has no code and modifiers for this role and mode. Check the role of the "
                                        + "staff member and the mode.")
                        .with(Map.of("role", assignment.role(), "pack", policy.pack())));
            return Decision.accept(
                    logged(c, reservedLine, facts, member, assignment, service ? code.orElseThrow() : null));
        });
    }

    private static EncounterLogged logged(
            LogEncounter c,
            String reservedLine,
            EncounterFacts facts,
            Membership member,
            Assignment assignment,
            ServiceCode code) {
        var policy = facts.policy();
        var plan = facts.file().file().planOn(c.date());
        return new EncounterLogged(
                c.person(),
                c.encounter(),
                member.episode(),
                c.program(),
                c.staff(),
                member.team(),
                assignment.role(),
                credential(facts, assignment, c.date()),
                c.date(),
                c.startAt(),
                c.endAt(),
                policy.zone().getId(),
                c.breakMinutes(),
                EncounterRules.enc1Minutes(c.startAt(), c.endAt(), c.breakMinutes()),
                c.mode(),
                c.place(),
                c.activity(),
                c.crisis(),
                c.responseMinutes(),
                c.partOf(),
                code == null ? null : code.code(),
                code == null ? List.of() : code.modifiers(),
                c.goals(),
                plan.map(MemberFileState.Plan::plan).orElse(null),
                plan.map(MemberFileState.Plan::version).orElse(null),
                c.part2()
                        || code != null && code.part2()
                        || plan.filter(p -> c.goals().stream().anyMatch(p.part2Goals()::contains))
                                .isPresent(),
                c.note(),
                reservedLine,
                policy.basis("ENC-1", "ENC-2", "ENC-3", "ENC-6", "ENC-7", "ENC-14", "ENC-16"),
                logWarnings(c, facts, assignment));
    }

    private static List<Warning> logWarnings(LogEncounter c, EncounterFacts facts, Assignment assignment) {
        var policy = facts.policy();
        if (c.activity() != Activity.SERVICE) return List.of();
        var warnings = warnings(facts, assignment, c.date());
        warnings.addAll(EncounterRules.goalsPastTarget(facts.file(), c.date(), c.goals()));
        if (!policy.places().contains(c.place()))
            warnings.add(new Warning(
                    "place-unusual", "ENC-6", "The place of service " + c.place() + " is not in the policy pack."));
        boolean told = c.mode() == Mode.PHONE || c.mode() == Mode.VIDEO || c.mode() == Mode.GROUP;
        if (told && !policy.codes().byMode().containsKey(c.mode().name()))
            warnings.add(
                    new Warning("mode-not-in-pack", "ENC-7", "The policy pack has no modifier for " + c.mode() + "."));
        int worked = facts.workedMinutes() + EncounterRules.enc1Minutes(c.startAt(), c.endAt(), c.breakMinutes());
        if (policy.workerDayMinutes() != null && worked > policy.workerDayMinutes() && !c.crisis())
            warnings.add(
                    new Warning(
                            "worker-day-cap",
                            "ENC-4",
                            "With this contact the worker's day with this agency is longer than the "
                                    + policy.workerDayMinutes() / 60
                                    + " hours that are paid for one worker and day, all people and all agencies together. Write down why it was needed."));
        if (!policy.claimForm().equals("837P"))
            warnings.add(
                    new Warning(
                            "not-billable-here",
                            "BIL-5",
                            "The program's claims cannot be written here yet. The contact is recorded and its units count, but no claim leaves."));
        return warnings;
    }

    /** ENC-6, at logging already: it is mended most easily by who has just served. */
    private static Rejection noteComplete(LogEncounter c, EncounterFacts facts) {
        if (c.activity() != Activity.SERVICE) return null;
        if (c.place() == null || !c.place().matches("\\d{2}"))
            return Rejection.ofContent(
                    "place-missing",
                    "ENC-6",
                    "/place",
                    "The place of service is missing or is not two digits. Send for example 12 for home.");
        if (c.note() == null)
            return Rejection.ofContent(
                    "note-missing", "ENC-6", "/note", "The note is missing. A service encounter needs one.");
        var elements = missingElements(c.note(), facts);
        return elements != null ? elements : EncounterRules.enc6Goals(facts.file(), c.date(), c.goals());
    }

    /** An erased note is complete: what stood in it was checked before. */
    private static Rejection missingElements(Personal<Note> note, EncounterFacts facts) {
        var missing = note.value()
                .map(n -> EncounterRules.enc6MissingElements(facts.policy().noteElements(), n::element))
                .orElse(List.of());
        if (missing.isEmpty()) return null;
        return Rejection.ofContent(
                "note-incomplete",
                "ENC-6",
                "/note/" + missing.getFirst(),
                "The note lacks " + String.join(", ", missing) + ". Enter what is missing.");
    }

    private static Decision<EncounterEvent> sign(SignNote c, EncounterLogged visit, EncounterFacts facts) {
        if (!c.staff().equals(visit.staff()))
            return Decision.reject(
                    "signer-did-not-serve",
                    "ENC-6",
                    "The note can only be signed by the person who served. Ask them to sign it.");
        if (visit.note() != null) {
            var broken = missingElements(visit.note(), facts);
            if (broken == null) broken = EncounterRules.enc6Goals(facts.file(), visit.date(), visit.goals());
            if (broken != null)
                return Decision.reject(
                        new Rejection(broken.code(), broken.rule(), broken.detail(), false, broken.facts()));
        }
        var policy = facts.policy();
        boolean late = EncounterRules.enc8Late(visit.endAt(), facts.now(), policy.lateHours());
        var warnings = new ArrayList<Warning>();
        if (EncounterRules.enc8TooLate(visit.endAt(), facts.now(), policy.nonBillableDays()))
            warnings.add(new Warning(
                    "note-very-late",
                    "ENC-8",
                    "The note was signed more than " + policy.nonBillableDays() + " days after the encounter."));
        var events = new ArrayList<EncounterEvent>();
        events.add(new EncounterNoteSigned(
                c.person(),
                c.encounter(),
                visit.date(),
                c.staff(),
                visit.credential(),
                facts.now(),
                late,
                policy.basis("ENC-6", "ENC-8"),
                warnings));
        if (late)
            events.add(new LateEntryMarked(
                    c.person(),
                    c.encounter(),
                    Duration.between(visit.endAt(), facts.now()).toHours()));
        return Decision.acceptAll(events);
    }

    /**
     * ENC-2: only who is on the team that serves the member that day has a role, and without a role there is no code. A contact is judged
     * by the episode and the team of its own day; on the day on which one episode ends and the next begins, by the one whose team served.
     */
    private static Decision<EncounterEvent> serving(
            EncounterFacts facts,
            String staff,
            LocalDate date,
            BiFunction<Membership, Assignment, Decision<EncounterEvent>> then) {
        var members = facts.file().membershipsOn(date);
        if (members.isEmpty())
            return Decision.reject(
                    "no-member-file",
                    "ENC-2",
                    "There is no accepted referral of this person for this program. Check the program, or "
                            + "accept the referral first.");
        for (var member : members) {
            var assignment = facts.staff().known().assignment(member.team(), date);
            if (assignment.isPresent()) return then.apply(member, assignment.get());
        }
        String team = members.getFirst().team();
        return Decision.reject(Rejection.ofContent(
                        "staff-not-on-team",
                        "ENC-2",
                        "/staff",
                        "This worker was not on team " + team + ", which serves the person, on " + date
                                + ". Name who served, or have a supervisor correct the team's assignments.")
                .with(Map.of("staff", staff, "team", team)));
    }

    private static String credential(EncounterFacts facts, Assignment assignment, LocalDate date) {
        var kinds = facts.policy().credentialsByRole().getOrDefault(assignment.role(), List.of());
        return facts.staff()
                .known()
                .credential(kinds, date)
                .map(StaffFileState.Credential::kind)
                .orElse(null);
    }

    /** What will hold the line unless it is mended before the day goes out. */
    private static List<Warning> warnings(EncounterFacts facts, Assignment assignment, LocalDate date) {
        var warnings = new ArrayList<Warning>();
        if (facts.file().file().episodeOn(date).isEmpty())
            warnings.add(new Warning("episode-not-open", "ENC-2", "No episode is known to be open on " + date + "."));
        if (credential(facts, assignment, date) == null)
            warnings.add(new Warning(
                    "staff-credential-missing",
                    "ENC-3",
                    "The staff member has no valid credential for the role " + assignment.role() + " on " + date
                            + "."));
        return warnings;
    }

    private static Decision<EncounterEvent> content(String code, String rule, String field, String detail) {
        return Decision.reject(Rejection.ofContent(code, rule, field, detail));
    }

    @Override
    public EncounterState evolve(EncounterState state, EncounterEvent event) {
        return switch (event) {
            case EncounterScheduled e -> new Planned(e);
            case EncounterCancelled e -> new Cancelled();
            case EncounterMissed e -> new Missed();
            case EncounterLogged e -> new Logged(e);
            case EncounterNoteSigned e -> state instanceof Logged l ? new Signed(l.visit()) : state;
            case LateEntryMarked e -> state;
            case EncounterAmended e -> state;
            case EncounterVoided e -> new Voided();
        };
    }
}
