package org.communitysupport.careplan.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.communitysupport.careplan.domain.CarePlanEvent.DemographicsNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalOutcomeRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalProgressRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.domain.GoalOutcome;
import org.communitysupport.careplan.domain.GoalScale;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.NaturalSupport;
import org.communitysupport.careplan.domain.PlanNarrative;
import org.communitysupport.kernel.Personal;

/**
 * The plan of one episode.
 *
 * @param start null until planning starts; {@code team} and {@code program} are its, for lists
 * @param plan its id; null until there is a draft
 * @param versions by number, oldest first
 * @param orders oldest first
 * @param aggregateVersion what a change must name in If-Match
 */
public record PlanRow(
        String person,
        String episode,
        String team,
        String program,
        Start start,
        Days days,
        String plan,
        Map<String, Version> versions,
        List<Order> orders,
        Around around,
        long aggregateVersion) {

    static PlanRow of(String person, String episode) {
        return new PlanRow(person, episode, null, null, null, Days.NONE, null, Map.of(), List.of(), Around.NOTHING, 0);
    }

    PlanRow at(long version) {
        return new PlanRow(person, episode, team, program, start, days, plan, versions, orders, around, version);
    }

    PlanRow started(PlanningStarted e) {
        var now = new Start(e.payer(), e.referral(), e.startedOn(), e.demographics());
        return new PlanRow(
                person, episode, e.team(), e.program(), now, days, plan, versions, orders, around, aggregateVersion);
    }

    PlanRow corrected(DemographicsNoted e) {
        var now = start == null
                ? new Start(null, null, null, e.demographics())
                : new Start(start.payer(), start.referral(), start.startedOn(), e.demographics());
        return new PlanRow(person, episode, team, program, now, days, plan, versions, orders, around, aggregateVersion);
    }

    PlanRow on(Days now) {
        return new PlanRow(
                person, episode, team, program, start, now, plan, versions, orders, around, aggregateVersion);
    }

    PlanRow with(String id, Version version) {
        var all = plus(versions, Integer.toString(version.frame().version()), version);
        return new PlanRow(person, episode, team, program, start, days, id, all, orders, around, aggregateVersion);
    }

    PlanRow with(ServiceOrdered e) {
        var all = plus(
                orders,
                new Order(
                        e.order(),
                        e.staff(),
                        e.credential(),
                        e.orderedOn(),
                        e.validTo(),
                        e.directContact(),
                        e.assessmentReviewed()));
        return new PlanRow(person, episode, team, program, start, days, plan, versions, all, around, aggregateVersion);
    }

    PlanRow with(Around now) {
        return new PlanRow(person, episode, team, program, start, days, plan, versions, orders, now, aggregateVersion);
    }

    Version version(int number) {
        return versions.get(Integer.toString(number));
    }

    PlanRow write(int version, UnaryOperator<Content> change) {
        return with(plan, version(version).with(change.apply(version(version).content())));
    }

    PlanRow move(int version, UnaryOperator<Course> change) {
        return with(plan, version(version).with(change.apply(version(version).course())));
    }

    /** What planning began with; of the person, what is known by now. */
    public record Start(String payer, String referral, LocalDate startedOn, Personal<Demographics> demographics) {}

    /** What is known of the episode; each null until it is known. */
    public record Days(LocalDate assessedOn, LocalDate openedOn, LocalDate closedOn) {
        static final Days NONE = new Days(null, null, null);

        Days assessed(LocalDate on) {
            return new Days(on, openedOn, closedOn);
        }

        Days opened(LocalDate on) {
            return new Days(assessedOn, on, closedOn);
        }

        Days closed(LocalDate on) {
            return new Days(assessedOn, openedOn, on);
        }
    }

    public record Version(Frame frame, Content content, Course course) {
        static Version drafted(PlanDrafted e) {
            var frame = new Frame(e.version(), e.planDate(), e.endDate(), e.author(), e.narrative(), null);
            return new Version(frame, Content.EMPTY, Course.DRAFTED);
        }

        /** What a revision begins with: everything but signatures. */
        Version revised(PlanRevised e) {
            var next = new Frame(e.version(), e.planDate(), e.endDate(), frame.author(), frame.narrative(), e.reason());
            return new Version(next, content, Course.DRAFTED);
        }

        Version with(Content now) {
            return new Version(frame, now, course);
        }

        Version with(Course now) {
            return new Version(frame, content, now);
        }
    }

    /** Fixed when the version is begun. @param revisionReason null for the first version */
    public record Frame(
            int version,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            Personal<PlanNarrative> narrative,
            String revisionReason) {}

    /** Written until the first signature (PLN-9). */
    public record Content(
            Map<String, Goal> goals,
            Map<String, Intervention> interventions,
            LocalDate crisisPlanOn,
            Personal<CrisisPlan> crisisPlan) {
        static final Content EMPTY = new Content(Map.of(), Map.of(), null, null);

        Content with(GoalAdded e) {
            return goal(e.goal(), new Goal(e.targetDate(), e.responsibleRole(), e.part2(), e.text(), e.scale()));
        }

        Content with(GoalRevised e) {
            return goal(e.goal(), new Goal(e.targetDate(), e.responsibleRole(), e.part2(), e.text(), e.scale()));
        }

        private Content goal(String id, Goal goal) {
            return new Content(plus(goals, id, goal), interventions, crisisPlanOn, crisisPlan);
        }

        Content with(InterventionPlanned e) {
            var planned = new Intervention(e.goal(), e.role(), e.unitsPerWeek(), e.frequency(), e.text());
            return new Content(goals, plus(interventions, e.intervention(), planned), crisisPlanOn, crisisPlan);
        }

        Content crisis(LocalDate on, Personal<CrisisPlan> now) {
            return new Content(goals, interventions, on, now);
        }
    }

    /** @param state DRAFTED, SIGNING, ACTIVE or SUPERSEDED */
    public record Course(
            String state, List<Signature> signatures, LocalDate consentNotObtainedOn, LocalDate activatedOn) {
        static final Course DRAFTED = new Course("DRAFTED", List.of(), null, null);

        Course signed(PlanSigned e) {
            var by = new Signature(e.by().name(), e.staff(), e.credential(), e.signedOn());
            return new Course("SIGNING", plus(signatures, by), consentNotObtainedOn, activatedOn);
        }

        Course withoutConsent(LocalDate on) {
            return new Course("SIGNING", signatures, on, activatedOn);
        }

        Course activated(LocalDate on) {
            return new Course("ACTIVE", signatures, consentNotObtainedOn, on);
        }

        Course superseded() {
            return new Course("SUPERSEDED", signatures, consentNotObtainedOn, activatedOn);
        }
    }

    /** @param scale null when progress is told in words */
    public record Goal(
            LocalDate targetDate, String responsibleRole, boolean part2, Personal<GoalText> text, GoalScale scale) {}

    public record Intervention(String goal, String role, int unitsPerWeek, String frequency, Personal<String> text) {}

    public record Signature(String by, String staff, String credential, LocalDate on) {}

    public record Order(
            String order,
            String staff,
            String credential,
            LocalDate orderedOn,
            LocalDate validTo,
            boolean directContact,
            boolean assessmentReviewed) {}

    /** Who and what else helps, beside the versions of the plan. */
    public record Around(Map<String, Linkage> linkages, Map<String, Support> supports, Map<String, GoalCourse> goals) {
        static final Around NOTHING = new Around(Map.of(), Map.of(), Map.of());

        Around with(String id, Linkage linkage) {
            return new Around(plus(linkages, id, linkage), supports, goals);
        }

        Around with(String id, Support support) {
            var known = supports.get(id);
            return new Around(
                    linkages,
                    plus(supports, id, known == null ? support : support.contacted(known.lastContactOn())),
                    goals);
        }

        Around ended(String id, LocalDate on) {
            var known = supports.get(id);
            return known == null ? this : new Around(linkages, plus(supports, id, known.ended(on)), goals);
        }

        Around contacted(String id, LocalDate on) {
            var known = supports.get(id);
            if (known == null
                    || known.lastContactOn() != null && known.lastContactOn().isAfter(on)) return this;
            return new Around(linkages, plus(supports, id, known.contacted(on)), goals);
        }

        Around with(GoalProgressRecorded e) {
            var told = new Progress(e.version(), e.on(), e.rating(), e.encounter(), e.evidence());
            return new Around(
                    linkages, supports, plus(goals, e.goal(), course(e.goal()).with(told)));
        }

        Around with(GoalOutcomeRecorded e) {
            return new Around(
                    linkages, supports, plus(goals, e.goal(), course(e.goal()).with(e)));
        }

        private GoalCourse course(String goal) {
            return goals.getOrDefault(goal, GoalCourse.NONE);
        }
    }

    /** How a goal goes. @param outcome null while it is worked on */
    public record GoalCourse(List<Progress> progress, String outcome, LocalDate outcomeOn, Personal<String> reason) {
        static final GoalCourse NONE = new GoalCourse(List.of(), null, null, null);

        GoalCourse with(Progress told) {
            return new GoalCourse(plus(progress, told), outcome, outcomeOn, reason);
        }

        GoalCourse with(GoalOutcomeRecorded e) {
            return e.outcome() == GoalOutcome.GOES_ON
                    ? new GoalCourse(progress, null, null, null)
                    : new GoalCourse(progress, e.outcome().name(), e.on(), e.reason());
        }
    }

    /** @param version of the plan that was in force when it was told */
    public record Progress(int version, LocalDate on, Integer rating, String encounter, Personal<String> evidence) {}

    public record Linkage(String kind, String state, LocalDate on, Personal<String> detail) {}

    /** @param endedOn null while they are to be asked */
    public record Support(
            Personal<NaturalSupport> support, List<String> consentScopes, LocalDate lastContactOn, LocalDate endedOn) {
        Support ended(LocalDate on) {
            return new Support(support, consentScopes, lastContactOn, on);
        }

        Support contacted(LocalDate on) {
            return new Support(support, consentScopes, on, endedOn);
        }
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return List.copyOf(all);
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T one) {
        var all = new LinkedHashMap<>(map);
        all.put(key, one);
        return all;
    }
}
