package org.communitysupport.careplan.api;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.domain.GoalScale;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.NaturalSupport;
import org.communitysupport.careplan.domain.PlanNarrative;
import org.communitysupport.careplan.projection.PlanRow;
import org.communitysupport.kernel.Personal;
import org.communitysupport.web.PersonalReader;

/** A plan as it is shown: personal values opened and audited, null where erased. */
public record PlanAnswer(
        String person,
        String episode,
        Demographics member,
        String program,
        String payer,
        String team,
        LocalDate startedOn,
        LocalDate assessedOn,
        LocalDate openedOn,
        LocalDate closedOn,
        String plan,
        List<Version> versions,
        List<PlanRow.Order> serviceOrders,
        Map<String, Linkage> linkages,
        Map<String, Support> naturalSupports,
        Map<String, GoalCourse> goalCourses) {

    /** @param scale null when progress is told in words */
    public record Goal(LocalDate targetDate, String responsibleRole, boolean part2, GoalText text, GoalScale scale) {}

    /** How a goal goes. @param outcome null while it is worked on */
    public record GoalCourse(List<Progress> progress, String outcome, LocalDate outcomeOn, String reason) {}

    /** @param version of the plan that was in force when it was told */
    public record Progress(int version, LocalDate on, Integer rating, String encounter, String evidence) {}

    public record Intervention(String goal, String role, int unitsPerWeek, String frequency, String description) {}

    public record Version(
            int version,
            String state,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            PlanNarrative narrative,
            Map<String, Goal> goals,
            Map<String, Intervention> interventions,
            LocalDate crisisPlanOn,
            CrisisPlan crisisPlan,
            List<PlanRow.Signature> signatures,
            String consentNotObtainedOn,
            LocalDate activatedOn,
            String revisionReason) {}

    public record Linkage(String kind, String state, LocalDate on, String detail) {}

    /** @param endedOn null while they are to be asked */
    public record Support(
            NaturalSupport support, List<String> consentScopes, LocalDate lastContactOn, LocalDate endedOn) {}

    static PlanAnswer of(PlanRow row, PersonalReader reader) {
        var linkages = new LinkedHashMap<String, Linkage>();
        row.around()
                .linkages()
                .forEach((id, l) -> linkages.put(
                        id, new Linkage(l.kind(), l.state(), l.on(), open(reader, l.detail(), String.class))));
        var supports = new LinkedHashMap<String, Support>();
        row.around()
                .supports()
                .forEach((id, s) -> supports.put(
                        id,
                        new Support(
                                open(reader, s.support(), NaturalSupport.class),
                                s.consentScopes(),
                                s.lastContactOn(),
                                s.endedOn())));
        var start = row.start();
        return new PlanAnswer(
                row.person(),
                row.episode(),
                start == null ? null : open(reader, start.demographics(), Demographics.class),
                row.program(),
                start == null ? null : start.payer(),
                row.team(),
                start == null ? null : start.startedOn(),
                row.days().assessedOn(),
                row.days().openedOn(),
                row.days().closedOn(),
                row.plan(),
                row.versions().values().stream().map(v -> version(v, reader)).toList(),
                row.orders(),
                linkages,
                supports,
                courses(row, reader));
    }

    private static Map<String, GoalCourse> courses(PlanRow row, PersonalReader reader) {
        var courses = new LinkedHashMap<String, GoalCourse>();
        row.around()
                .goals()
                .forEach((id, g) -> courses.put(
                        id,
                        new GoalCourse(
                                g.progress().stream()
                                        .map(p -> new Progress(
                                                p.version(),
                                                p.on(),
                                                p.rating(),
                                                p.encounter(),
                                                open(reader, p.evidence(), String.class)))
                                        .toList(),
                                g.outcome(),
                                g.outcomeOn(),
                                open(reader, g.reason(), String.class))));
        return courses;
    }

    private static Version version(PlanRow.Version v, PersonalReader reader) {
        var goals = new LinkedHashMap<String, Goal>();
        v.content()
                .goals()
                .forEach((id, g) -> goals.put(
                        id,
                        new Goal(
                                g.targetDate(),
                                g.responsibleRole(),
                                g.part2(),
                                open(reader, g.text(), GoalText.class),
                                g.scale())));
        var interventions = new LinkedHashMap<String, Intervention>();
        v.content()
                .interventions()
                .forEach((id, i) -> interventions.put(
                        id,
                        new Intervention(
                                i.goal(),
                                i.role(),
                                i.unitsPerWeek(),
                                i.frequency(),
                                open(reader, i.text(), String.class))));
        var frame = v.frame();
        var course = v.course();
        return new Version(
                frame.version(),
                course.state(),
                frame.planDate(),
                frame.endDate(),
                frame.author(),
                open(reader, frame.narrative(), PlanNarrative.class),
                goals,
                interventions,
                v.content().crisisPlanOn(),
                open(reader, v.content().crisisPlan(), CrisisPlan.class),
                course.signatures(),
                Objects.toString(course.consentNotObtainedOn(), null),
                course.activatedOn(),
                frame.revisionReason());
    }

    private static <T> T open(PersonalReader reader, Personal<T> personal, Class<T> as) {
        return reader.open(personal, as).orElse(null);
    }
}
