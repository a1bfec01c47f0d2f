package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.CLINICIAN;
import static org.communitysupport.journey.demo.Stage.COORDINATOR;
import static org.communitysupport.journey.demo.Stage.INTAKE;
import static org.communitysupport.journey.demo.Stage.PAYER;
import static org.communitysupport.journey.demo.Stage.PLANNER;
import static org.communitysupport.journey.demo.Stage.PROGRAM;
import static org.communitysupport.journey.demo.Stage.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.journey.demo.Api.Answer;

/** Somebody who is referred, and the steps that are taken with them. */
public final class Client {
    private final Stage stage;
    final Cast.Person who;
    public final String referral;
    public String person = "";
    String episode = "";
    List<String> goals = List.of();

    private Client(Stage stage, Cast.Person who, String referral) {
        this.stage = stage;
        this.who = who;
        this.referral = referral;
    }

    /** A discharge planner's referral: F25.0 and F10.20, two admissions in 90 days, LOCUS composite 21, ASAM 2.1. */
    public static Client referred(Stage stage, Cast.Person who, String externalId, LocalDate leavesHospitalOn) {
        var body = new HashMap<String, Object>(Map.of(
                "externalId",
                externalId,
                "sourceType",
                "HOSPITAL",
                "referrerOrganisation",
                "Mercy Hospital, inpatient psychiatry",
                "referrerNpi",
                "1245319599",
                "program",
                PROGRAM,
                "urgency",
                "URGENT",
                "payer",
                PAYER,
                "peerSupportWanted",
                true,
                "dischargeOn",
                leavesHospitalOn.toString(),
                "demographics",
                demographics(who)));
        body.put("clinical", clinical());
        body.put("referrer", Map.of("name", "Discharge planning", "phone", "7045550142"));
        var answer = Stage.done(
                stage.api().post(PLANNER, "referral", "/v1/referrals", body), "the referral is received at the door");
        return new Client(stage, who, answer.at("/referral"));
    }

    private static Map<String, Object> demographics(Cast.Person who) {
        return Map.ofEntries(
                Map.entry("familyName", who.family()),
                Map.entry("givenName", who.given()),
                Map.entry("birthDate", who.born().toString()),
                Map.entry("sex", "female"),
                Map.entry("addressLine", who.street()),
                Map.entry("city", "Gastonia"),
                Map.entry("state", "NC"),
                Map.entry("zip", "28052"),
                Map.entry("county", "Gaston"),
                Map.entry("phone", who.phone()),
                Map.entry("language", "en"),
                Map.entry("memberId", who.memberId()));
    }

    private static Map<String, Object> clinical() {
        return Map.of(
                "disabilityGroup",
                "MH_SUD",
                "diagnoses",
                List.of("F25.0", "F10.20"),
                "locusComposite",
                21,
                "asamLevel",
                "2.1",
                "presentingProblem",
                "Hears voices when alone at night, drinks to sleep, no place of her own.",
                "psychiatricAdmissions90d",
                2,
                "edVisits90d",
                3,
                "medications",
                List.of("paliperidone palmitate 156 mg monthly"),
                "riskFlags",
                List.of("no suicidal intent now"),
                "housing",
                Map.of("tclMember", false, "homeless", true));
    }

    Answer read() {
        return stage.get(INTAKE, "referral", "/v1/referrals/" + referral);
    }

    public Client identified() {
        var known = stage.until(
                "intake knows who is referred", INTAKE, "referral", "/v1/referrals/" + referral, a -> a.body()
                        .path("identified")
                        .asBoolean());
        person = known.at("/person");
        return this;
    }

    public void triaged() {
        stage.post(
                INTAKE,
                "referral",
                "/v1/referrals/" + referral + "/triage",
                Map.of("urgency", "URGENT", "note", "Two admissions in 90 days; leaves hospital soon."));
    }

    public Answer acceptedInto(String team) {
        var answer = stage.post(INTAKE, "referral", "/v1/referrals/" + referral + "/acceptance", Map.of("team", team));
        person = answer.at("/person");
        episode = answer.at("/episode");
        return answer;
    }

    void consents(List<String> scopes, LocalDate from) {
        stage.postOnceKnown(
                INTAKE,
                "referral",
                "/v1/persons/" + person + "/consents",
                Map.of(
                        "recipient",
                        "MERCY-HOSPITAL",
                        "scopes",
                        scopes,
                        "part2",
                        true,
                        "from",
                        from.toString(),
                        "until",
                        from.plusYears(1).toString()));
    }

    /** @param to last day for which the proof speaks */
    public void covered(LocalDate from, LocalDate to, String proof) {
        stage.postOnceKnown(
                INTAKE,
                "eligibility",
                "/v1/persons/" + person + "/coverages",
                Map.of(
                        "payer", PAYER,
                        "planName", "Northfork Health Tailored Plan (fictional)",
                        "from", from.minusYears(1).toString(),
                        "verifiedFrom", from.toString(),
                        "verifiedTo", to.toString(),
                        "proof", Map.of("kind", "PORTAL", "reference", proof),
                        "memberId", who.memberId()));
    }

    public void assessed(String by, LocalDate on) {
        var findings = new HashMap<String, Object>(Map.of(
                "diagnoses",
                List.of("F25.0", "F10.20"),
                "principalDiagnosis",
                "F25.0",
                "functionalDeficits",
                List.of("EMOTIONAL", "HOUSING", "SOCIAL"),
                "psychiatricAdmissions90d",
                2,
                "edVisits90d",
                3,
                "crisisContacts90d",
                4,
                "lowerLevelTried",
                true,
                "disabilityGroup",
                "MH_SUD"));
        findings.put(
                "locus",
                Map.of(
                        "composite",
                        21,
                        "dimensions",
                        List.of(3, 3, 3, 4, 3, 3, 2),
                        "level",
                        4,
                        "rater",
                        by,
                        "ratedOn",
                        on.toString()));
        findings.put("asam", Map.of("level", "2.1", "rater", by, "ratedOn", on.toString()));
        stage.postOnceKnown(
                CLINICIAN,
                "eligibility",
                "/v1/episodes/" + person + "." + episode + "/assessments",
                Map.of(
                        "program",
                        PROGRAM,
                        "kind",
                        "CCA",
                        "assessedOn",
                        on.toString(),
                        "staff",
                        by,
                        "recommendsProgram",
                        true,
                        "part2",
                        true,
                        "findings",
                        findings));
    }

    /** The licensed person's word; what the assessment does not show is judged with its source. */
    public List<JsonNode> necessityConfirmed(String by, LocalDate on) {
        var answer = stage.post(
                CLINICIAN,
                "eligibility",
                "/v1/episodes/" + person + "." + episode + "/medical-necessity",
                Map.of(
                        "program",
                        PROGRAM,
                        "staff",
                        by,
                        "determinedOn",
                        on.toString(),
                        "confirmed",
                        true,
                        "criteria",
                        List.of(
                                judged("acuity", "hospital's discharge summary: two admissions in 90 days"),
                                judged("able-and-willing", "own words in the interview of " + on))));
        return Stage.list(answer.body().path("criteria"));
    }

    private static Map<String, String> judged(String criterion, String source) {
        return Map.of("id", criterion, "verdict", "MET", "source", source);
    }

    /** Signed today: an order cannot be dated back. */
    public void ordered(String by, LocalDate today) {
        stage.postOnceKnown(
                CLINICIAN,
                "care-plan",
                plan() + "/service-orders",
                Map.of("staff", by, "orderedOn", today.toString(), "directContact", true, "assessmentReviewed", true));
    }

    public Answer passThroughFrom(LocalDate from) {
        var opened = stage.postOnceKnown(
                COORDINATOR,
                "eligibility",
                program() + "/pass-through",
                Map.of("from", from.toString(), "payer", PAYER, "reference", "fax " + from));
        stage.until("the episode is open", INTAKE, "referral", "/v1/referrals/" + referral, a -> a.at("/stage")
                .equals("EPISODE_OPEN"));
        return opened;
    }

    public String plan() {
        return "/v1/plans/" + person + "." + episode;
    }

    String program() {
        return "/v1/persons/" + person + "/programs/" + PROGRAM;
    }

    // ------------------------------------------------------------------ contacts

    /** A contact that is over: place 12, home, face to face, with its note; signed by who served. */
    public Contact served(String staff, LocalDate day, String from, String to) {
        return served(staff, Stage.at(day, from), Stage.at(day, to), Map.of());
    }

    public Contact served(String staff, Instant from, Instant to, Map<String, Object> also) {
        var logged = stage.postOnceKnown(STAFF, "encounter", "/v1/encounters/log", log(staff, from, to, also));
        var contact = new Contact(logged);
        for (String encounter : contact.encounters)
            stage.post(STAFF, "encounter", "/v1/encounters/" + encounter + "/note-signature", Map.of("staff", staff));
        return contact;
    }

    private Map<String, Object> log(String staff, Instant from, Instant to, Map<String, Object> also) {
        var body = new HashMap<String, Object>(Map.of(
                "person",
                person,
                "program",
                PROGRAM,
                "staff",
                staff,
                "startAt",
                from.toString(),
                "endAt",
                to.toString(),
                "mode",
                "FACE_TO_FACE",
                "place",
                "12",
                "goals",
                goals,
                "note",
                Map.of(
                        "purpose", "Practise the coping strategies of the plan at home.",
                        "intervention", "Modelled grounding, walked the bus route to the clinic together.",
                        "response", "Named two early signs unprompted.",
                        "symptomRating", 4,
                        "medicationAdherence", "takes the injection")));
        body.putAll(also);
        return body;
    }

    /** What was logged; over midnight it is two encounters. */
    public record Contact(
            List<String> encounters, String code, List<String> modifiers, int minutes, List<JsonNode> warnings) {
        Contact(Answer logged) {
            this(
                    texts(logged.body().path("encounters")),
                    logged.at("/code"),
                    texts(logged.body().path("modifiers")),
                    logged.body().path("minutes").asInt(),
                    Stage.list(logged.body().path("warnings")));
        }

        /** Public id, {@code person.encounter}. */
        String id() {
            return encounters.getFirst();
        }

        /** Without the person's. */
        String local() {
            return id().substring(id().indexOf('.') + 1);
        }

        String service() {
            return code + " " + String.join(" ", modifiers);
        }
    }

    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(t -> texts.add(t.asText()));
        return List.copyOf(texts);
    }

    /** Lines of a day by code and modifiers, e.g. {@code H2015 HT U1}. */
    Map<String, JsonNode> linesOf(Answer day) {
        var lines = new HashMap<String, JsonNode>();
        for (var line : Stage.list(day.body().path("lines")))
            lines.put(
                    line.at("/daily/code").asText() + " " + String.join(" ", texts(line.at("/daily/modifiers"))), line);
        return lines;
    }

    String day(LocalDate date) {
        return "/v1/days/" + person + "/" + date;
    }
}
