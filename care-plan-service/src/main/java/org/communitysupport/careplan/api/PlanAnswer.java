package org.communitysupport.careplan.api;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.NaturalSupport;
import org.communitysupport.careplan.domain.PlanNarrative;
import org.communitysupport.careplan.projection.PlanView;
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
        List<PlanView.Order> serviceOrders,
        Map<String, Linkage> linkages,
        Map<String, Support> naturalSupports) {

    public record Goal(LocalDate targetDate, String responsibleRole, boolean part2, GoalText text) {}

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
            List<PlanView.Signature> signatures,
            String consentNotObtainedOn,
            LocalDate activatedOn,
            String revisionReason) {}

    public record Linkage(String kind, String state, LocalDate on, String detail) {}

    public record Support(NaturalSupport support, List<String> consentScopes) {}

    static PlanAnswer of(PlanView.PlanRow row, PersonalReader reader) {
        var linkages = new LinkedHashMap<String, Linkage>();
        row.linkages()
                .forEach((id, l) -> linkages.put(
                        id, new Linkage(l.kind(), l.state(), l.on(), open(reader, l.detail(), String.class))));
        var supports = new LinkedHashMap<String, Support>();
        row.supports()
                .forEach((id, s) -> supports.put(
                        id, new Support(open(reader, s.support(), NaturalSupport.class), s.consentScopes())));
        return new PlanAnswer(
                row.person(),
                row.episode(),
                open(reader, row.demographics(), Demographics.class),
                row.program(),
                row.payer(),
                row.team(),
                row.startedOn(),
                row.assessedOn(),
                row.openedOn(),
                row.closedOn(),
                row.plan(),
                row.versions().values().stream().map(v -> version(v, reader)).toList(),
                row.orders(),
                linkages,
                supports);
    }

    private static Version version(PlanView.Version v, PersonalReader reader) {
        var goals = new LinkedHashMap<String, Goal>();
        v.goals()
                .forEach((id, g) -> goals.put(
                        id,
                        new Goal(
                                g.targetDate(),
                                g.responsibleRole(),
                                g.part2(),
                                open(reader, g.text(), GoalText.class))));
        var interventions = new LinkedHashMap<String, Intervention>();
        v.interventions()
                .forEach((id, i) -> interventions.put(
                        id,
                        new Intervention(
                                i.goal(),
                                i.role(),
                                i.unitsPerWeek(),
                                i.frequency(),
                                open(reader, i.text(), String.class))));
        return new Version(
                v.version(),
                v.state(),
                v.planDate(),
                v.endDate(),
                v.author(),
                open(reader, v.narrative(), PlanNarrative.class),
                goals,
                interventions,
                v.crisisPlanOn(),
                open(reader, v.crisisPlan(), CrisisPlan.class),
                v.signatures(),
                v.consentNotObtainedOn(),
                v.activatedOn(),
                v.revisionReason());
    }

    private static <T> T open(PersonalReader reader, Personal<T> personal, Class<T> as) {
        return reader.open(personal, as).orElse(null);
    }
}
