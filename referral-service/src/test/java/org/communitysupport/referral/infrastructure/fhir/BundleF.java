package org.communitysupport.referral.infrastructure.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.application.ReferralBundles.Asked;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.application.ReferralBundles.NotAReferral;
import org.communitysupport.referral.application.ReferralBundles.Practice;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.communitysupport.referral.application.ReferralBundles.Read;

/** A good bundle (patient, request, organization), to be changed in one place and read. */
public final class BundleF {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    static final Practice PRACTICE = new Practice(Map.of(
            "US-NC.CST",
            new Program("NC", ZoneId.of("America/New_York"), TODAY, Set.of("H2015"), Set.of("partners", "northfork"))));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FhirReferralBundles DOOR = new FhirReferralBundles();
    private static final String F =
            """
            {"resourceType":"Bundle","type":"collection","entry":[
             {"resource":{"resourceType":"Patient","id":"p1",
               "name":[{"use":"official","family":"Vanek","given":["Rosa","M"]}],"gender":"female","birthDate":"1985-06-07",
               "identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MA"}]},"value":"912345678K"}],
               "address":[{"use":"home","line":["1 Main St"],"city":"Gastonia","state":"NC","postalCode":"28052","district":"Gaston"}],
               "telecom":[{"system":"phone","value":"704-555-0101"}]}},
             {"resource":{"resourceType":"ServiceRequest","id":"s1","status":"active","intent":"order",
               "identifier":[{"system":"urn:mercy","value":"FV-1"}],"priority":"urgent","code":{"coding":[{"code":"CST"}]},
               "subject":{"reference":"Patient/p1"},"requester":{"reference":"Organization/o1"},
               "reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"F25.0"}]}]}},
             {"resource":{"resourceType":"Organization","id":"o1","name":"Mercy Hospital","type":[{"coding":[{"code":"hosp"}]}],
               "identifier":[{"system":"http://hl7.org/fhir/sid/us-npi","value":"1234567893"}]}}]}
            """;

    private final ObjectNode json = (ObjectNode) json(F);

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public ObjectNode root() {
        return json;
    }

    public ObjectNode patient() {
        return (ObjectNode) json.at("/entry/0/resource");
    }

    public ObjectNode request() {
        return (ObjectNode) json.at("/entry/1/resource");
    }

    public ObjectNode organization() {
        return (ObjectNode) json.at("/entry/2/resource");
    }

    public BundleF patient(String element, String value) {
        patient().set(element, json(value));
        return this;
    }

    public BundleF request(String element, String value) {
        request().set(element, json(value));
        return this;
    }

    public BundleF without(ObjectNode resource, String element) {
        resource.remove(element);
        return this;
    }

    public BundleF organization(String element, String value) {
        organization().set(element, json(value));
        return this;
    }

    public BundleF entry(String resource) {
        ((ArrayNode) json.path("entry")).addObject().set("resource", json(resource));
        return this;
    }

    public BundleF fullUrl(int entry, String url) {
        ((ObjectNode) json.path("entry").path(entry)).put("fullUrl", url);
        return this;
    }

    /** A Condition of the patient, with more elements, e.g. {@code "verificationStatus":{...}}. */
    public BundleF condition(String system, String code, String more) {
        return entry("{\"resourceType\":\"Condition\",\"id\":\"c"
                + json.path("entry").size()
                + "\",\"subject\":{\"reference\":\"Patient/p1\"},\"code\":{\"coding\":[{\"system\":\"" + system
                + "\",\"code\":\"" + code + "\"}]}" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    public BundleF coverage(String more) {
        return entry("{\"resourceType\":\"Coverage\"," + more + "}");
    }

    Read read() {
        return read(json.toString());
    }

    static Read read(String text) {
        return DOOR.read(text.getBytes(StandardCharsets.UTF_8), PRACTICE);
    }

    /** The only request in it. */
    Asked asked() {
        var asked = read().asked();
        if (asked.size() != 1) throw new AssertionError("one request is due, not " + asked.size());
        return asked.getFirst();
    }

    /** What it was refused for; empty when it is taken. */
    List<Fault> faults() {
        return faults(json.toString());
    }

    static List<Fault> faults(String text) {
        try {
            return read(text).asked().stream().flatMap(a -> a.faults().stream()).toList();
        } catch (NotAReferral no) {
            return no.faults();
        }
    }

    /** All of what the sender is told, in one text. */
    String remarks() {
        return asked().referral().remarks().toString();
    }
}
