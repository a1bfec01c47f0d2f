package org.communitysupport.referral.infrastructure.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import org.communitysupport.referral.domain.rule.Ref10Part2;

/**
 * What 42 CFR Part 2 may protect, as FHIR says it: security labels, substance-use codes, words, and sources that treat substance use. There
 * is no terminology server here: what cannot be told counts as protected (REF-10).
 */
final class SubstanceUse {
    static final String ICD10 = "http://hl7.org/fhir/sid/icd-10-cm";
    static final String ICD10_OID = "urn:oid:2.16.840.1.113883.6.90";
    static final String SNOMED = "http://snomed.info/sct";

    private static final Set<String> LABELS = Set.of("ETH", "ETHUD", "OPIOIDUD", "SUD", "R", "V");

    /** SNOMED CT concepts of substance use that are met often. The list need not be whole: other concepts count as protected too. */
    private static final Set<String> SNOMED_SUD = Set.of(
            "5602001",
            "75544000",
            "7200002",
            "66590003",
            "15167005",
            "26416006",
            "191816009",
            "66214007",
            "31956009",
            "78267003",
            "85005007",
            "37344009",
            "21647008",
            "84758004",
            "56294008",
            "2403008",
            "228388006",
            "361055000",
            "11061003",
            "284591009",
            "6525002",
            "64386003",
            "231477003",
            "24165007");

    /** Frequent SNOMED CT concepts of mental health that say nothing of substance use. */
    private static final Set<String> SNOMED_MENTAL_HEALTH = Set.of(
            "58214004",
            "68890003",
            "13746004",
            "370143000",
            "35489007",
            "47505003",
            "21897009",
            "197480006",
            "191736004",
            "69322001",
            "20010003",
            "406506008",
            "371631005",
            "36923009",
            "64905009");

    private static final Set<String> SOURCES = Set.of(
            "SURF",
            "261QR0405X",
            "324500000X",
            "3245S0500X",
            "276400000X",
            "261QM2800X",
            "2084A0401X",
            "207LA0401X",
            "101YA0400X",
            "363LA2100X");

    private SubstanceUse() {}

    static boolean icd10cm(String system) {
        return ICD10.equals(system) || ICD10_OID.equals(system);
    }

    static boolean isSubstanceUse(String system, String code) {
        if (code == null) return false;
        return SNOMED.equals(system) && SNOMED_SUD.contains(code)
                || (icd10cm(system) || "http://hl7.org/fhir/sid/icd-10".equals(system)) && Ref10Part2.speaksOfIt(code);
    }

    static boolean isMentalHealth(String system, String code) {
        return SNOMED.equals(system) && SNOMED_MENTAL_HEALTH.contains(code);
    }

    /** A kind of organization or specialty that treats substance use: its records are Part 2 records. */
    static boolean source(String code) {
        return code != null && SOURCES.contains(code);
    }

    /** A label on any resource at any depth; restricted without a reason we know may be this one. */
    static boolean labelled(JsonNode node) {
        for (var label : node.path("meta").path("security")) if (isLabel(label)) return true;
        if (node.isObject() && names42Cfr(node.path("code").asText(""))) return true;
        for (var child : node) if (child.isContainerNode() && labelled(child)) return true;
        return false;
    }

    private static boolean isLabel(JsonNode label) {
        String code = label.path("code").asText("").toUpperCase(Locale.ROOT);
        return LABELS.contains(code)
                || names42Cfr(code)
                || names42Cfr(label.path("display").asText(""));
    }

    private static boolean names42Cfr(String text) {
        return text.length() < 200
                && text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").contains("42CFRPART2");
    }

    /** Anything within that names substance use by code or in words. */
    static boolean within(JsonNode node) {
        if (node.isTextual()) return Ref10Part2.namesIt(node.textValue());
        if (isSubstanceUse(text(node, "system"), text(node, "code"))) return true;
        for (var entry : node.properties())
            if (!entry.getKey().equals("contained") && !entry.getKey().equals("reference") && within(entry.getValue()))
                return true;
        if (node.isArray()) for (var child : node) if (within(child)) return true;
        return false;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : null;
    }
}
