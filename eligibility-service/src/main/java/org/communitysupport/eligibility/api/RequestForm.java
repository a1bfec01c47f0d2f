package org.communitysupport.eligibility.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.projection.EligibilityRow;
import org.communitysupport.eligibility.projection.PermissionRow;
import org.communitysupport.eligibility.projection.TeamRow;

/**
 * A payer's own request form, filled: exactly the fields the pack names, in the payer's order and words, to be printed or keyed into the
 * payer's portal.
 */
public record RequestForm(String title, String payer, String authorization, List<Field> fields) {

    /** @param value null where we have nothing to say; the print leaves a line to write on */
    public record Field(String field, String label, String value) {}

    /** What there is to say. Absent parts are null. */
    record Facts(
            EligibilityRow row,
            PermissionRow asked,
            TeamRow team,
            Demographics person,
            ClinicalFindings found,
            String memberId,
            String requester) {}

    static RequestForm fill(String word, String payer, List<Map<String, Object>> fields, Facts facts) {
        var filled = new ArrayList<Field>();
        for (var field : fields) {
            String name = String.valueOf(field.get("field"));
            filled.add(new Field(name, String.valueOf(field.get("label")), value(name, facts)));
        }
        return new RequestForm(word, payer, facts.asked().authorization(), List.copyOf(filled));
    }

    private static String value(String field, Facts f) {
        return switch (field) {
            case "providerName" -> f.team() == null ? null : f.team().name();
            case "siteCode" -> f.team() == null ? null : f.team().siteCode();
            case "npi" -> f.team() == null ? null : f.team().npi();
            case "from" -> text(f.asked().request().from());
            case "to" -> text(f.asked().request().to());
            case "units" -> text(f.asked().request().units());
            case "requestType" -> requestType(f.asked().request());
            case "housingSince" -> text(f.asked().request().housingSince());
            case "documents" -> documents(f.asked().request());
            case "service" -> f.row().program();
            case "requester" -> f.requester();
            case "memberId" ->
                f.memberId() != null || f.person() == null
                        ? f.memberId()
                        : f.person().memberId();
            case "memberName", "birthDate", "guardian" -> f.person() == null ? null : person(field, f.person());
            case "disabilityGroup", "diagnosis", "asamLevel", "locus" ->
                f.found() == null ? null : clinical(field, f.found());
            default -> null;
        };
    }

    private static String person(String field, Demographics d) {
        return switch (field) {
            case "memberName" -> joined(", ", d.familyName(), d.givenName());
            case "birthDate" -> text(d.birthDate());
            default -> joined(", ", d.guardianName(), d.guardianRelationship());
        };
    }

    private static String clinical(String field, ClinicalFindings c) {
        return switch (field) {
            case "disabilityGroup" -> text(c.disabilityGroup());
            case "diagnosis" ->
                Stream.concat(Stream.ofNullable(c.principalDiagnosis()), c.diagnoses().stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
            case "asamLevel" -> c.asam() == null ? null : c.asam().level();
            default ->
                c.locus() == null
                        ? null
                        : "composite " + c.locus().composite() + ", level "
                                + c.locus().level() + ", " + c.locus().ratedOn();
        };
    }

    private static String requestType(PermissionRow.Request asked) {
        return joined(" ", text(asked.step()), asked.expedited() ? "expedited" : null);
    }

    private static String documents(PermissionRow.Request asked) {
        return asked.documents().stream().map(d -> d.kind() + " of " + d.date()).collect(Collectors.joining(", "));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static String joined(String with, String... parts) {
        String joined = Stream.of(parts)
                .filter(Objects::nonNull)
                .filter(p -> !p.isBlank())
                .collect(Collectors.joining(with));
        return joined.isEmpty() ? null : joined;
    }

    String html() {
        var rows = new StringBuilder();
        for (var field : fields)
            rows.append("<tr><th scope=\"row\">")
                    .append(escaped(field.label()))
                    .append("</th><td>")
                    .append(field.value() == null ? "&nbsp;" : escaped(field.value()))
                    .append("</td></tr>\n");
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
                <style>
                body{font:12pt serif;margin:2cm} h1{font-size:16pt;margin:0} p{margin:.2em 0 1em}
                table{border-collapse:collapse;width:100%%} th,td{border:1px solid #444;padding:.35em .5em;text-align:left;vertical-align:top}
                th{width:38%%;font-weight:normal;background:#f3f3f3} @media print{th{background:none}}
                </style></head><body>
                <h1>%1$s</h1><p>%2$s</p>
                <table>
                %3$s</table>
                </body></html>
                """
                .formatted(escaped(title), escaped(payer), rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
