package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.careplan.domain.CarePlanCommand.EndNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordLinkage;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordSupportContact;
import org.communitysupport.careplan.domain.CarePlanCommand.ReviseNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanEvent.LinkageRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportContacted;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportEnded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRevised;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Linkage;
import org.communitysupport.careplan.domain.CarePlanState.Support;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** What stands beside the versions of a plan: what the person is linked to, and who helps. */
final class Around {
    private Around() {}

    static Decision<CarePlanEvent> linkage(RecordLinkage c, Case file, CarePlanFacts facts) {
        var known = c.linkage() == null ? null : file.linkages().get(c.linkage());
        if (c.linkage() != null && known == null)
            return content(
                    "no-such-linkage", "/linkage", "The plan has no such linkage. Leave the id out for a new one.");
        if (c.on().isAfter(facts.today()))
            return content(
                    "linkage-ahead", "/on", "The step is dated after today. Enter the day on which it happened.");
        var broken = known == null ? null : step(c, known);
        if (broken != null) return broken;
        String id = c.linkage() != null ? c.linkage() : "l" + (file.linkages().size() + 1);
        return Decision.accept(
                new LinkageRecorded(c.person(), c.episode(), id, c.kind(), c.state(), c.on(), c.detail()));
    }

    /** Null when it follows from what is known. */
    private static Decision<CarePlanEvent> step(RecordLinkage c, Linkage known) {
        if (c.kind() != known.kind())
            return content(
                    "linkage-of-another-kind",
                    "/kind",
                    "This linkage is of kind " + known.kind() + ". Record one of another kind without an id.");
        if (c.on().isBefore(known.on()))
            return content(
                    "linkage-out-of-order",
                    "/on",
                    "The step is dated before the last one, " + known.on() + ". Enter a day that is not earlier.");
        return known.state().next().contains(c.state())
                ? null
                : Decision.reject(Rejection.ofContent(
                                "linkage-step-impossible",
                                "",
                                "/state",
                                "The linkage is " + known.state() + ", and cannot go from there to " + c.state()
                                        + ". Record the step between.")
                        .with(Map.of("state", known.state().name())));
    }

    static Decision<CarePlanEvent> support(RecordNaturalSupport c, Case file) {
        String id = "u" + (file.supports().size() + 1);
        return Decision.accept(
                new NaturalSupportRecorded(c.person(), c.episode(), id, c.support(), names(c.consentScopes())));
    }

    /** Also for one that had ended: they help again. */
    static Decision<CarePlanEvent> revise(ReviseNaturalSupport c, Case file) {
        return file.supports().containsKey(c.support())
                ? Decision.accept(new NaturalSupportRevised(
                        c.person(), c.episode(), c.support(), c.naturalSupport(), names(c.consentScopes())))
                : unknown();
    }

    static Decision<CarePlanEvent> end(EndNaturalSupport c, Case file, CarePlanFacts facts) {
        var known = file.supports().get(c.support());
        if (known == null) return unknown();
        if (c.on().equals(known.endedOn())) return Decision.nothingToDo();
        if (c.on().isAfter(facts.today()))
            return content("support-ends-ahead", "/on", "The end is dated after today. Enter it when it has happened.");
        return Decision.accept(new NaturalSupportEnded(c.person(), c.episode(), c.support(), c.on(), c.reason()));
    }

    /** What the person did not consent to is not spoken about. */
    static Decision<CarePlanEvent> contact(RecordSupportContact c, Case file, CarePlanFacts facts) {
        var known = file.supports().get(c.support());
        if (known == null) return unknown();
        if (c.on().isAfter(facts.today()))
            return content(
                    "contact-ahead", "/on", "The contact is dated after today. Enter the day on which it happened.");
        if (hasEnded(known, c.on()))
            return content(
                    "support-ended",
                    "/support",
                    "This support ended on " + known.endedOn() + ". Revise it first when they help again.");
        for (int i = 0; i < c.about().size(); i++)
            if (!known.scopes().contains(c.about().get(i).name()))
                return content(
                        "not-consented",
                        "/about/" + i,
                        "The person has not consented that this is spoken about with this support. Ask the person, and revise"
                                + " the support's scopes.");
        return Decision.accept(new NaturalSupportContacted(
                c.person(), c.episode(), c.support(), c.on(), names(c.about()), c.detail()));
    }

    private static boolean hasEnded(Support known, LocalDate on) {
        return known.endedOn() != null && on.isAfter(known.endedOn());
    }

    private static Decision<CarePlanEvent> unknown() {
        return Decision.reject(
                "no-such-support", "", "The plan has no such natural support. Read the plan for its ids.");
    }

    private static List<String> names(List<SupportScope> scopes) {
        return scopes.stream().distinct().map(SupportScope::name).toList();
    }

    private static Decision<CarePlanEvent> content(String code, String field, String detail) {
        return Decision.reject(Rejection.ofContent(code, "", field, detail));
    }
}
