package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.CLINICIAN;
import static org.communitysupport.journey.demo.Stage.COORDINATOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The person-centred plan, signed and active; then the payer's form, filled by the system. */
final class APlanOfTheirOwn {
    private static final List<String> EARLY_SIGNS =
            List.of("two nights without sleep", "music turned up to drown the voices", "stops answering the phone");
    private static final List<String> COPING = List.of("grounding 5-4-3-2-1", "walk to the creek", "call the sister");

    private APlanOfTheirOwn() {}

    static void isDraftedSignedAndActive(Story s) {
        s.stage.scene("A plan with early warning signs, coping strategies, crisis plan, a linkage, a natural support");
        var c = s.main;
        s.stage.postOnceKnown(
                CLINICIAN,
                "care-plan",
                c.plan() + "/draft",
                Map.of(
                        "planDate",
                        s.monday.toString(),
                        "endDate",
                        s.monday.plusMonths(6).toString(),
                        "author",
                        s.qualified,
                        "longRangeOutcome",
                        "A lease in my own name and a year without hospital.",
                        "whereAmINow",
                        "Out of hospital today, on a friend's couch.",
                        "strengths",
                        List.of("cooks for ten", "keeps appointments when reminded")));
        c.goals = List.of(goal(s, "HOUSING"), goal(s, "SYMPTOMS"));
        intervention(s, c.goals.getFirst(), "QP", 8, "Housing search, applications, moving in");
        intervention(s, c.goals.getLast(), "PEER", 4, "Practising coping strategies, recovery group");
        intervention(s, c.goals.getLast(), "TEAM_LEAD", 4, "Therapy and crisis response");
        s.stage.post(
                CLINICIAN,
                "care-plan",
                c.plan() + "/crisis-plan",
                Map.of(
                        "earlyWarningSigns",
                        EARLY_SIGNS,
                        "copingStrategies",
                        COPING,
                        "steps",
                        List.of("call the team, day and night", "mobile crisis", "walk-in centre"),
                        "contacts",
                        List.of("team on call")));
        s.stage.post(
                CLINICIAN,
                "care-plan",
                c.plan() + "/linkages",
                Map.of(
                        "kind", "HOUSING",
                        "state", "APPLIED",
                        "on", s.monday.toString(),
                        "detail", "Voucher application at the housing authority."));
        s.stage.post(
                CLINICIAN,
                "care-plan",
                c.plan() + "/natural-supports",
                Map.of(
                        "name", s.cast.somebody(),
                        "relationship", "sister",
                        "consentScopes", List.of("CRISIS", "APPOINTMENTS")));
        s.stage.post(CLINICIAN, "care-plan", c.plan() + "/signatures", Map.of("by", "PERSON"));
        s.stage.postOnceKnown(
                CLINICIAN, "care-plan", c.plan() + "/signatures", Map.of("by", "QP", "staff", s.qualified));
        var active = s.stage.postOnceKnown(CLINICIAN, "care-plan", c.plan() + "/activation", Map.of());
        var plan = s.stage.get(CLINICIAN, "care-plan", c.plan() + "?after=" + active.position());
        var version = last(plan.body().path("versions"));
        Stage.same(version.path("state").asText(), "ACTIVE", "the state of the plan");
        Stage.check(
                Client.texts(version.at("/crisisPlan/earlyWarningSigns")).equals(EARLY_SIGNS),
                "the crisis plan names the early warning signs");
        Stage.same(plan.body().path("linkages").size(), 1, "the number of linkages");
        Stage.same(plan.body().path("naturalSupports").size(), 1, "the number of natural supports");
        s.stage.say("   Plan version " + version.path("version").asInt() + " is active until "
                + version.path("endDate").asText() + ": "
                + version.path("goals").size() + " goals, "
                + version.path("interventions").size() + " interventions, 3 early warning signs, 3 coping strategies,"
                + " housing "
                + plan.body().path("linkages").iterator().next().path("state").asText() + ".");
    }

    private static String goal(Story s, String about) {
        boolean housing = about.equals("HOUSING");
        var answer = s.stage.post(
                CLINICIAN,
                "care-plan",
                s.main.plan() + "/goals",
                Map.ofEntries(
                        Map.entry(
                                "targetDate",
                                s.monday.plusMonths(housing ? 3 : 5).toString()),
                        Map.entry("responsibleRole", housing ? "QP" : "TEAM_LEAD"),
                        Map.entry("part2", !housing),
                        Map.entry("outcome", housing ? "I live in my own place." : "I stay well and sober at night."),
                        Map.entry(
                                "strategy", housing ? "Apply, visit, move in with the team." : "Coping before drink."),
                        Map.entry("measure", housing ? "Signed lease." : "Five nights a week without alcohol."),
                        Map.entry("obstacles", List.of("no deposit")),
                        Map.entry("environmentalStressors", List.of("noise at night")),
                        Map.entry("symptomTriggers", List.of("being alone after dark")),
                        Map.entry("earlyWarningSigns", EARLY_SIGNS),
                        Map.entry("copingStrategies", COPING)));
        var plan = s.stage.get(CLINICIAN, "care-plan", s.main.plan() + "?after=" + answer.position());
        var ids = new ArrayList<String>();
        last(plan.body().path("versions")).path("goals").fieldNames().forEachRemaining(ids::add);
        ids.removeAll(s.main.goals);
        Stage.check(!ids.isEmpty(), "the goal stands in the plan");
        if (housing) s.main.goals = List.copyOf(ids);
        return ids.getFirst();
    }

    private static void intervention(Story s, String goal, String role, int units, String what) {
        s.stage.post(
                CLINICIAN,
                "care-plan",
                s.main.plan() + "/interventions",
                Map.of(
                        "goal", goal,
                        "role", role,
                        "unitsPerWeek", units,
                        "frequency", "weekly",
                        "description", what));
    }

    private static JsonNode last(JsonNode array) {
        return array.path(array.size() - 1);
    }

    /** Exactly the payer's fields, nothing to look up and nothing to type twice. */
    static void fillsThePayersForm(Story s) {
        s.stage.scene("The initial request: the payer's form, filled by the system");
        var c = s.main;
        s.stage.until(
                "eligibility knows plan and order",
                COORDINATOR,
                "eligibility",
                IntoTheProgram.eligibility(c),
                a -> a.body().hasNonNull("planned") && a.body().hasNonNull("orderedOn"));
        var asked = s.stage.post(
                COORDINATOR,
                "eligibility",
                c.program() + "/authorization-requests",
                Map.of(
                        "units",
                        128,
                        "payer",
                        Stage.PAYER,
                        "from",
                        s.monday.toString(),
                        "to",
                        s.monday.plusDays(59).toString()));
        s.request = asked.at("/authorization");
        String at = c.program() + "/authorization-requests/" + s.request + "/form";
        var form = s.stage.get(COORDINATOR, "eligibility", at + "?after=" + asked.position());
        var fields = Stage.list(form.body().path("fields"));
        s.stage.say("   " + form.at("/title") + " · " + form.at("/payer") + " · decision due by "
                + asked.at("/decisionDueOn"));
        for (var field : fields)
            s.stage.say("   │ %-46s %s"
                    .formatted(field.path("label").asText(), field.path("value").asText("")));
        for (String needed : List.of("units", "memberId", "diagnosis", "locus", "asamLevel", "documents"))
            Stage.check(
                    fields.stream()
                            .anyMatch(f -> f.path("field").asText().equals(needed)
                                    && !f.path("value").asText("").isBlank()),
                    "the form has the field " + needed + " filled in");
        var printed =
                Stage.done(s.stage.api().get(COORDINATOR, "eligibility", at, "text/html"), "the form can be printed");
        Stage.check(printed.text().contains("<table>"), "the printed form is a page");
    }
}
