package org.communitysupport.referral.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.referral.application.ReferralBundles.Asked;
import org.communitysupport.referral.application.ReferralBundles.Fault;

/** The limits of our own door, for what came in FHIR: one set of rules for both. */
@ApplicationScoped
class FhirLimits {
    static final String CODE = "invalid-field";
    private final Validator validator;

    FhirLimits(Validator validator) {
        this.validator = validator;
    }

    /** What was read, with what breaks a limit added to its faults. A place that has a fault already gets no second one. */
    Asked check(Asked asked) {
        if (asked.referral() == null) return asked;
        var checked = asked;
        var violations = new ArrayList<>(validator.validate(
                ReferralBody.of(asked.referral(), asked.number().value())));
        violations.sort(Comparator.comparing(v -> v.getPropertyPath().toString()));
        var placed = new ArrayList<>(asked.faults().stream().map(Fault::place).toList());
        for (var violation : violations) {
            String place = asked.placeOf(pointer(violation.getPropertyPath()));
            if (placed.contains(place)) continue;
            placed.add(place);
            checked = checked.with(new Fault(CODE, "", place, said(violation.getMessage())));
        }
        return checked;
    }

    private static String said(String message) {
        return message.endsWith(".") ? message : "The value " + message + ".";
    }

    private static String pointer(Path path) {
        var steps = new ArrayList<String>();
        for (var node : path) {
            if (node.getIndex() != null) steps.add(node.getIndex().toString());
            String name = node.getName();
            if (name != null && !name.startsWith("<")) steps.add(name);
        }
        return steps.isEmpty() ? "" : '/' + String.join("/", steps);
    }

    static boolean onlyLimits(List<Fault> faults) {
        return faults.stream().allMatch(f -> f.code().equals(CODE));
    }
}
