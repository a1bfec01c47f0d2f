package org.communitysupport.referral.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.communitysupport.kernel.Position;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is it: mistyped ids, corrections, second referrals, and what intake is asked (REF-1, REF-2). */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class IdentityHttpTest {
    private static final String TENANT = "riverbend";

    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @Test
    @Tag("R-11")
    void a_member_id_of_somebody_else_is_a_question_and_the_sender_sees_nothing_of_it() {
        String id = memberId();
        String grace = received(partners(), person("G-" + run, "Grace", "Hall", "1970-03-03", id));
        String hank = received(mercy(), person("H-" + run, "Hank", "Moss", "1955-01-01", id));
        var asked = question(hank);
        assertThat(asked.getString("kind")).isEqualTo("MEMBER_ID");
        assertThat(asked.getList("differs")).contains("familyName", "givenName", "birthDate");
        assertThat(asked.getString("here.familyName")).isEqualTo("Moss");
        assertThat(asked.getString("there.familyName")).isEqualTo("Hall");
        assertThat(asked.getString("there.referral")).isEqualTo(grace);
        var detail = detail(hank);
        assertThat(detail.getString("stage")).isEqualTo("RECEIVED");
        assertThat(detail.getString("person")).isNotEqualTo(detail(grace).getString("person"));
        mercy().get("/v1/referrals/" + hank).then().statusCode(200).body("status", equalTo("RECEIVED"));
        mercy().get("/v1/identity-questions").then().statusCode(403);
    }

    @Test
    void a_wrong_id_is_taken_off_by_intakes_answer_and_the_right_one_is_taken() {
        String id = memberId();
        received(partners(), person("G-" + run, "Grace", "Hall", "1970-03-03", id));
        var body = person("H-" + run, "Hank", "Moss", "1955-01-01", id);
        String hank = received(mercy(), body);
        String question = question(hank).getString("question");
        answer(hank, question, "ANOTHER_PERSON").then().statusCode(200);
        assertThat(awaited(hank, j -> j.getString("demographics.memberId") == null)
                        .getBoolean("identified"))
                .isTrue();
        answer(hank, question, "ANOTHER_PERSON").then().statusCode(409).body("code", equalTo("question-answered"));
        settled(post(mercy(), with(body, "phone", "704-555-0101"))
                .then()
                .statusCode(200)
                .extract()
                .response());
        assertThat(detail(hank).getString("demographics.memberId")).isNull();
        String own = memberId();
        settled(post(mercy(), with(body, "memberId", own))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("CORRECTED"))
                .extract()
                .response());
        assertThat(awaited(hank, j -> j.getBoolean("identified")).getString("demographics.memberId"))
                .isEqualTo(own);
        accepted(hank);
    }

    @Test
    void a_married_name_with_the_same_id_and_birth_date_is_one_person_when_intake_says_so() {
        String id = memberId();
        String first = received(partners(), person("M1-" + run, "Ada", "Lind", "1988-04-02", id));
        String second = received(mercy(), person("M2-" + run, "Ada", "Berg", "1988-04-02", id));
        var asked = question(second);
        assertThat(asked.getList("differs")).isEqualTo(List.of("familyName"));
        answer(second, asked.getString("question"), "SAME_PERSON").then().statusCode(200);
        var detail = awaited(second, j -> "DUPLICATE".equals(j.getString("stage")));
        assertThat(detail.getString("milestones.duplicateOf")).isEqualTo(first);
        assertThat(detail.getString("person")).isEqualTo(detail(first).getString("person"));
        assertThat(detail.getString("demographics.familyName")).isEqualTo("Berg");
    }

    @Test
    void a_mother_and_her_son_and_twins_under_one_id_are_two_people() {
        String id = memberId();
        String mother = received(partners(), person("A-" + run, "Rosa", "Vega", "1975-06-06", id));
        String son = received(mercy(), person("B-" + run, "Luis", "Vega", "2001-02-03", id));
        assertThat(question(son).getList("differs")).containsExactly("givenName", "birthDate");
        assertThat(detail(son).getString("person")).isNotEqualTo(detail(mother).getString("person"));
        String other = memberId();
        received(partners(), person("C-" + run, "Anna", "Diaz", "1999-09-09", other));
        String twin = received(mercy(), person("D-" + run, "Hanna", "Diaz", "1999-09-09", other));
        assertThat(question(twin).getList("differs")).isEqualTo(List.of("givenName"));
    }

    @Test
    void the_same_person_is_known_whatever_the_case_of_name_and_id() {
        String id = memberId();
        String first = received(partners(), person("A-" + run, "José", "O'Neil", "1990-02-11", id));
        String second = post(
                        mercy(), person("B-" + run, "JOSE", "Oneil", "1990-02-11", ' ' + id.toLowerCase(Locale.ROOT)))
                .then()
                .statusCode(201)
                .body("warnings.code", not(hasItem("member-id-shape")))
                .extract()
                .jsonPath()
                .getString("referral");
        assertThat(awaited(second, j -> "DUPLICATE".equals(j.getString("stage")))
                        .getString("milestones.duplicateOf"))
                .isEqualTo(first);
    }

    @Test
    @Tag("R-09")
    void two_referrals_corrected_to_one_member_id_are_found() {
        String id = memberId();
        var one = person("F1-" + run, "Pat", "Leak", "1988-04-02", null);
        var two = person("F2-" + run, "Pat", "Leak", "1988-04-02", null);
        String first = received(partners(), one);
        String second = received(partners(), two);
        settled(post(partners(), with(one, "memberId", id)));
        accepted(first);
        settled(post(partners(), with(two, "memberId", id)));
        var detail = awaited(second, j -> "DUPLICATE".equals(j.getString("stage")));
        assertThat(detail.getString("milestones.duplicateOf")).isEqualTo(first);
        triage(second).then().statusCode(409);
    }

    @Test
    void two_accepted_referrals_that_turn_out_to_be_one_persons_are_a_question() {
        String id = memberId();
        var one = person("F1-" + run, "Pat", "Leak", "1988-04-02", null);
        var two = person("F2-" + run, "Pat", "Leak", "1988-04-02", null);
        String first = received(partners(), one);
        String second = received(partners(), two);
        accepted(first);
        accepted(second);
        settled(post(partners(), with(one, "memberId", id)));
        settled(post(partners(), with(two, "memberId", id)));
        var asked = question(second);
        assertThat(asked.getList("differs")).isEmpty();
        answer(second, asked.getString("question"), "SAME_PERSON")
                .then()
                .statusCode(409)
                .body("code", equalTo("two-open-referrals"))
                .body("facts.referral", equalTo(first));
        changing(intake(), Map.of("reason", "OTHER", "on", "2026-03-01"))
                .post("/v1/referrals/" + first + "/withdrawal")
                .then()
                .statusCode(200);
        Awaits.until(
                () -> answer(second, asked.getString("question"), "SAME_PERSON").statusCode(), 200);
        Awaits.until(() -> questions(second).isEmpty(), true);
        String third = received(mercy(), person("F3-" + run, "Pat", "Leak", "1988-04-02", id));
        assertThat(awaited(third, j -> "DUPLICATE".equals(j.getString("stage"))).getString("milestones.duplicateOf"))
                .isEqualTo(second);
    }

    @Test
    @Tag("R-12")
    void a_corrected_member_id_frees_the_wrong_one_for_its_owner() {
        String wrong = memberId();
        var stranger = person("S-" + run, "Bo", "Quist", "1960-05-05", wrong);
        String strangers = received(partners(), stranger);
        settled(post(partners(), with(stranger, "memberId", memberId())));
        String owner = received(mercy(), person("O-" + run, "Wil", "Stone", "1981-12-24", wrong));
        var detail = awaited(owner, j -> j.getBoolean("identified"));
        assertThat(detail.getString("stage")).isEqualTo("RECEIVED");
        assertThat(detail.getString("person")).isNotEqualTo(detail(strangers).getString("person"));
        assertThat(questions(owner)).isEmpty();
    }

    @Test
    void a_question_goes_away_when_the_other_side_gives_the_id_up() {
        String id = memberId();
        var stranger = person("S-" + run, "Bo", "Quist", "1960-05-05", id);
        received(partners(), stranger);
        String owner = received(mercy(), person("O-" + run, "Wil", "Stone", "1981-12-24", id));
        question(owner);
        settled(post(partners(), with(stranger, "memberId", memberId())));
        Awaits.until(() -> questions(owner).isEmpty(), true);
        String again = received(mercy(), person("O2-" + run, "Wil", "Stone", "1981-12-24", id));
        assertThat(awaited(again, j -> "DUPLICATE".equals(j.getString("stage"))).getString("milestones.duplicateOf"))
                .isEqualTo(owner);
    }

    @Test
    @Tag("R-10")
    void a_number_sent_again_with_somebody_else_in_it_is_refused_and_asked_about_after_acceptance() {
        var body = person("N-" + run, "Pat", "Leak", "1988-04-02", memberId());
        String referral = received(partners(), body);
        var other = person("n-" + run.toLowerCase(Locale.ROOT), "Different", "Totally", "1950-01-01", memberId());
        post(partners(), other).then().statusCode(409).body("code", equalTo("external-id-of-another-person"));
        assertThat(questions(referral)).isEmpty();
        accepted(referral);
        post(partners(), other).then().statusCode(409).body("code", equalTo("external-id-of-another-person"));
        var asked = question(referral);
        assertThat(asked.getString("kind")).isEqualTo("RESENT_AS_ANOTHER");
        assertThat(asked.getString("here.familyName")).isEqualTo("Leak");
        assertThat(asked.getString("there.familyName")).isEqualTo("Totally");
        assertThat(detail(referral).getString("demographics.familyName")).isEqualTo("Leak");
        answer(referral, asked.getString("question"), "ANOTHER_PERSON").then().statusCode(200);
        Awaits.until(() -> questions(referral).isEmpty(), true);
    }

    @Test
    void a_number_is_the_same_in_capitals_and_with_a_space() {
        String referral = received(partners(), person("Case" + run, "Pat", "Leak", "1988-04-02", memberId()));
        var again = post(partners(), person(" case" + run, "Pat", "Leak", "1988-04-03", null));
        assertThat(again.jsonPath().getString("referral")).isEqualTo(referral);
        String mercys = received(mercy(), person("Case" + run, "Eva", "Noor", "1977-07-07", memberId()));
        assertThat(mercys).as("another sender's own number").isNotEqualTo(referral);
    }

    @Test
    void a_false_duplicate_is_reversed_and_goes_on_as_somebody_else() {
        String id = memberId();
        String first = received(partners(), person("A-" + run, "Ida", "Falk", "1969-01-09", id));
        var body = person("B-" + run, "Ida", "Falk", "1969-01-09", id);
        String second = received(mercy(), body);
        awaited(second, j -> "DUPLICATE".equals(j.getString("stage")));
        changing(supervisor(), Map.of("is", "RECEIVED", "reason", "KEYED_WRONGLY"))
                .post("/v1/referrals/" + second + "/outcome-correction")
                .then()
                .statusCode(200);
        var detail = awaited(second, j -> "RECEIVED".equals(j.getString("stage")) && j.getBoolean("identified"));
        assertThat(detail.getString("person")).isNotEqualTo(detail(first).getString("person"));
        assertThat(detail.getString("demographics.familyName")).isEqualTo("Falk");
        assertThat(detail.getString("demographics.memberId")).isNull();
        accepted(second);
        accepted(first);
    }

    @Test
    void a_corrected_resend_brings_a_duplicate_back_to_intake() {
        String id = memberId();
        received(partners(), person("A-" + run, "Ida", "Falk", "1969-01-09", id));
        var body = person("B-" + run, "Ida", "Falk", "1969-01-09", id);
        String second = received(mercy(), body);
        awaited(second, j -> "DUPLICATE".equals(j.getString("stage")));
        post(mercy(), with(with(body, "memberId", memberId()), "birthDate", "1996-01-09"))
                .then()
                .statusCode(200)
                .body("outcome", equalTo("CORRECTED"));
        awaited(second, j -> "RECEIVED".equals(j.getString("stage")) && j.getBoolean("identified"));
        accepted(second);
    }

    @Test
    @Tag("R-18")
    void intake_keys_in_a_guardian_found_by_telephone_and_accepts() {
        var body = person("G-" + run, "Tia", "Bell", "2004-02-02", memberId());
        body.put("guardianFlagged", true);
        String referral = received(partners(), body);
        awaited(referral, j -> j.getBoolean("identified"));
        triage(referral).then().statusCode(200);
        changing(intake(), Map.of("team", team()))
                .post("/v1/referrals/" + referral + "/acceptance")
                .then()
                .statusCode(409)
                .body("code", equalTo("guardian-unknown"));
        corrected(referral, Map.of("guardianName", "Ann Bell", "guardianRelationship", "mother"))
                .then()
                .statusCode(200);
        changing(intake(), Map.of("team", team()))
                .post("/v1/referrals/" + referral + "/acceptance")
                .then()
                .statusCode(200);
        settled(post(partners(), with(body, "phone", "704-555-0102")));
        var detail = awaited(referral, j -> "704-555-0102".equals(j.getString("demographics.phone")));
        assertThat(detail.getString("demographics.guardianName")).isEqualTo("Ann Bell");
    }

    @Test
    void intakes_correction_of_a_member_id_is_settled_like_a_senders() {
        String wrong = memberId();
        String right = memberId();
        String first = received(partners(), person("A-" + run, "Ida", "Falk", "1969-01-09", right));
        awaited(first, j -> j.getBoolean("identified"));
        String second = received(mercy(), person("B-" + run, "Ida", "Falk", "1969-01-09", wrong));
        awaited(second, j -> j.getBoolean("identified"));
        corrected(second, Map.of("memberId", right)).then().statusCode(200);
        assertThat(awaited(second, j -> "DUPLICATE".equals(j.getString("stage")))
                        .getString("milestones.duplicateOf"))
                .isEqualTo(first);
        String owner = received(partners(), person("C-" + run, "Ola", "Rust", "1990-10-10", wrong));
        awaited(owner, j -> j.getBoolean("identified"));
        assertThat(questions(owner)).isEmpty();
        command(partners(), Map.of("reason", "x", "demographics", Map.of("phone", "1")))
                .header("If-Match", "*")
                .post("/v1/referrals/" + owner + "/demographics-correction")
                .then()
                .statusCode(403);
    }

    private static Response corrected(String referral, Map<String, Object> parts) {
        return changing(intake(), Map.of("demographics", parts, "reason", "called the family"))
                .post("/v1/referrals/" + referral + "/demographics-correction");
    }

    @Test
    void people_are_found_by_name_birth_date_member_id_and_telephone() {
        String family = "Zq" + run.replaceAll("\\d", "x");
        String id = memberId();
        String phone = "704" + id.substring(0, 7);
        String referral =
                received(partners(), with(person("S-" + run, "Zoë Ann", family, "1991-07-09", id), "phone", phone));
        awaited(referral, j -> j.getBoolean("identified"));
        for (var wanted : List.of(
                Map.of("name", family.toLowerCase(Locale.ROOT)),
                Map.of("name", "zoe " + family),
                Map.of("name", family, "birthDate", "1991-07-09"),
                Map.of("memberId", id.toLowerCase(Locale.ROOT)),
                Map.of("phone", "+1 (" + phone.substring(0, 3) + ") " + phone.substring(3))))
            Awaits.until(
                    () -> intake().queryParams(wanted)
                            .get("/v1/persons")
                            .jsonPath()
                            .getList("items.referral"),
                    List.of(referral));
        intake().queryParam("name", family)
                .queryParam("birthDate", "1991-07-10")
                .get("/v1/persons")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        intake().get("/v1/persons").then().statusCode(400).body("code", equalTo("nothing-to-look-for"));
        partners().queryParam("name", family).get("/v1/persons").then().statusCode(403);
        given().auth()
                .oauth2(Tokens.of("zoe", "foothills", "intake"))
                .queryParam("name", family)
                .get("/v1/persons")
                .then()
                .body("items.size()", equalTo(0));
        corrected(referral, Map.of("phone", "980-555-0177")).then().statusCode(200);
        Awaits.until(
                () -> intake().queryParam("phone", "9805550177")
                        .get("/v1/persons")
                        .jsonPath()
                        .getList("items.referral")
                        .contains(referral),
                true);
    }

    @Test
    @Tag("R-13")
    void name_and_birth_date_alone_are_a_hint_and_take_nobody_for_another() {
        String family = "Quist" + run.replaceAll("\\d", "x");
        String first = received(partners(), person("A-" + run, "Jon", family, "1983-04-09", null));
        String second = received(partners(), person("B-" + run, "jon", family, "1983-04-09", null));
        String third = received(mercy(), person("C-" + run, "John", family, "1983-04-09", memberId()));
        String turned = received(mercy(), person("D-" + run, "Jon", family, "1983-09-04", null));
        String twin = received(mercy(), person("E-" + run, "Petra", family, "1983-04-09", null));
        assertThat(awaited(second, j -> j.getList("mayBe").size() >= 3).getList("mayBe.referral"))
                .containsExactlyInAnyOrder(first, third, turned);
        assertThat(awaited(twin, j -> j.getBoolean("identified")).getList("mayBe"))
                .isEmpty();
        var persons = List.of(first, second, third, turned, twin).stream()
                .map(r -> detail(r).getString("person"))
                .distinct();
        assertThat(persons).hasSize(5);
        mercy().get("/v1/referrals/" + third)
                .then()
                .statusCode(200)
                .body("status", equalTo("RECEIVED"))
                .body("$", not(hasKey("mayBe")));
    }

    @Test
    void somebody_whose_referral_is_over_comes_back_as_the_same_person() {
        String id = memberId();
        String first = received(partners(), person("A-" + run, "Ida", "Falk", "1969-01-09", id));
        awaited(first, j -> j.getBoolean("identified"));
        changing(intake(), Map.of("reason", "MOVED", "on", "2026-03-01"))
                .post("/v1/referrals/" + first + "/withdrawal")
                .then()
                .statusCode(200);
        var next = new AtomicReference<JsonPath>();
        String again = received(mercy(), person("B-" + run, "Ida", "Falk", "1969-01-09", id));
        next.set(awaited(again, j -> j.getBoolean("identified")));
        assertThat(next.get().getString("person")).isEqualTo(detail(first).getString("person"));
        accepted(again);
    }

    @Test
    @Tag("R-09")
    void fifty_referrals_of_one_person_at_once_leave_one_that_can_be_accepted() throws Exception {
        String id = memberId();
        String team = team();
        var posts = new ArrayList<Callable<String>>();
        for (int n = 0; n < 50; n++) {
            var by = n % 2 == 0 ? PARTNERS : MERCY;
            var body = person("R" + n + '-' + run, n % 3 == 0 ? "ana" : "Ana", "Ríos", "1985-05-05", id);
            posts.add(() -> received(as(by), body));
        }
        var referrals = together(posts);
        for (String referral : referrals)
            awaited(referral, j -> j.getBoolean("identified") || "DUPLICATE".equals(j.getString("stage")));
        var tries = new ArrayList<Callable<Integer>>();
        for (String referral : referrals)
            tries.add(() -> {
                triage(referral);
                return changing(intake(), Map.of("team", team))
                        .post("/v1/referrals/" + referral + "/acceptance")
                        .statusCode();
            });
        assertThat(together(tries)).containsOnlyOnce(200).containsOnly(200, 409);
    }

    // ---

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(calls)) results.add(result.get());
            return results;
        }
    }

    private String received(RequestSpecification by, Map<String, Object> body) {
        return post(by, body).then().statusCode(201).extract().jsonPath().getString("referral");
    }

    private static Response post(RequestSpecification by, Map<String, Object> body) {
        return command(by, body).post("/v1/referrals");
    }

    /** The correction is taken and what follows from it is done. */
    private static void settled(Response answer) {
        answer.then().statusCode(200);
        Awaits.handled("reaction:IntakeProcess", Position.parse(answer.header("Cs-Position")));
    }

    private void accepted(String referral) {
        awaited(referral, j -> j.getBoolean("identified"));
        triage(referral).then().statusCode(200);
        changing(intake(), Map.of("team", team()))
                .post("/v1/referrals/" + referral + "/acceptance")
                .then()
                .statusCode(200);
    }

    private static Response triage(String referral) {
        return changing(intake(), Map.of("urgency", "ROUTINE")).post("/v1/referrals/" + referral + "/triage");
    }

    private static Response answer(String referral, String question, String answer) {
        return changing(intake(), Map.of("answer", answer, "reason", "asked the hospital"))
                .post("/v1/identity-questions/" + referral + "/" + question + "/answer");
    }

    private static JsonPath question(String referral) {
        Awaits.until(() -> questions(referral).size(), 1);
        return JsonPath.from(
                new io.vertx.core.json.JsonObject(questions(referral).getFirst()).encode());
    }

    /** The open ones. */
    private static List<Map<String, Object>> questions(String referral) {
        var found = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var page = intake().queryParam("limit", 200);
            if (cursor != null) page.queryParam("cursor", cursor);
            var json = page.get("/v1/identity-questions")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> of =
                    json.getList("items.findAll { it.referral == '" + referral + "' }.questions.flatten()");
            for (var question : of) if (question.get("answer") == null) found.add(question);
            cursor = json.getString("next");
        } while (cursor != null);
        return found;
    }

    private static JsonPath detail(String referral) {
        return awaited(referral, j -> true);
    }

    private static JsonPath awaited(String referral, Predicate<JsonPath> condition) {
        var last = new AtomicReference<JsonPath>();
        Awaits.until(
                () -> {
                    var answer = intake().get("/v1/referrals/" + referral);
                    last.set(answer.jsonPath());
                    return answer.statusCode() == 200 && condition.test(answer.jsonPath());
                },
                true);
        return last.get();
    }

    private static String team() {
        String team = "t" + UUID.randomUUID().toString().substring(0, 12);
        String staff = "s" + UUID.randomUUID().toString().substring(0, 12);
        command(admin(), Map.of("staff", staff, "displayName", "J. Poe"))
                .post("/v1/staff")
                .then()
                .statusCode(201);
        command(
                        admin(),
                        Map.of(
                                "team",
                                team,
                                "name",
                                "Team",
                                "program",
                                "US-NC.CST",
                                "npi",
                                "1234567893",
                                "siteCode",
                                "S1"))
                .post("/v1/teams")
                .then()
                .statusCode(201);
        changing(admin(), Map.of("staff", staff, "role", "QP", "ftePercent", 100, "from", "2020-01-01"))
                .post("/v1/teams/" + team + "/staff")
                .then()
                .statusCode(200);
        return team;
    }

    private static Map<String, Object> person(
            String externalId, String givenName, String familyName, String birthDate, String memberId) {
        var demographics = new HashMap<String, Object>(Map.of(
                "familyName",
                familyName,
                "givenName",
                givenName,
                "birthDate",
                birthDate,
                "state",
                "NC",
                "county",
                "Gaston"));
        if (memberId != null) demographics.put("memberId", memberId);
        return new HashMap<>(Map.of(
                "externalId", externalId,
                "sourceType", "LME_MCO",
                "referrerOrganisation", "Partners (test data)",
                "referrerNpi", "1245319599",
                "program", "US-NC.CST",
                "urgency", "ROUTINE",
                "demographics", demographics,
                "clinical", Map.of("diagnoses", List.of("F20.9"))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> with(Map<String, Object> body, String field, String value) {
        var demographics = new HashMap<>((Map<String, Object>) body.get("demographics"));
        demographics.put(field, value);
        var other = new HashMap<>(body);
        other.put("demographics", demographics);
        return other;
    }

    private static String memberId() {
        return "%09d%c".formatted(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000), 'K');
    }

    private static final String PARTNERS = "PARTNERS";
    private static final String MERCY = "MERCY-HOSPITAL";

    private static RequestSpecification as(String sender) {
        String client = sender.equals(PARTNERS) ? "lme-partners" : "hospital-planner";
        return given().auth().oauth2(Tokens.client(client, TENANT, sender, "referral-sender"));
    }

    private static RequestSpecification partners() {
        return as(PARTNERS);
    }

    private static RequestSpecification mercy() {
        return as(MERCY);
    }

    private static RequestSpecification intake() {
        return given().auth().oauth2(Tokens.of("ines", TENANT, "intake"));
    }

    private static RequestSpecification supervisor() {
        return given().auth().oauth2(Tokens.of("sue", TENANT, "supervisor"));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.of("ada", TENANT, "agency-admin"));
    }

    private static RequestSpecification command(RequestSpecification by, Object body) {
        return by.contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body);
    }

    private static RequestSpecification changing(RequestSpecification by, Object body) {
        return command(by, body).header("If-Match", "*");
    }
}
