package org.communitysupport.parts.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.communitysupport.parts.MongodReplicaSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakTest {
    @TempDir
    static Path directory;

    private static Keycloak keycloak;
    private static Tokens tokens;

    @BeforeAll
    static void start() {
        keycloak = Keycloak.start(directory, MongodReplicaSet.freePorts(1).getFirst(), System.out::println);
        tokens = keycloak.tokens();
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) keycloak.close();
    }

    @Test
    void a_referring_system_is_known_by_its_sender_and_agency() {
        var claims = claims(tokens.ofClient("lme-partners"));
        assertThat(claims.getString("iss")).isEqualTo(keycloak.issuer());
        assertThat(claims.getString("aud")).isEqualTo(Keycloak.AUDIENCE);
        assertThat(claims.getString("sender")).isEqualTo("PARTNERS");
        assertThat(claims.getString("sender_kind")).isEqualTo("LME_MCO");
        assertThat(claims.getString("sender_part2")).isEqualTo("false");
        assertThat(claims.getString("tenant")).isEqualTo("riverbend");
        assertThat(claims.getString("azp")).isEqualTo("lme-partners");
        assertThat(roles(claims)).containsExactly("referral-sender");
        assertThat(claims(tokens.ofClient("hospital-planner")).getString("sender"))
                .isEqualTo("MERCY-HOSPITAL");
    }

    @Test
    void a_login_that_the_realm_binds_to_a_staff_member_says_so() {
        assertThat(claims(tokens.ofUser("riverbend-bound-clinician")).getString("staff"))
                .isEqualTo("s-bound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intake",
                "clinician",
                "care-coordinator",
                "staff",
                "supervisor",
                "biller",
                "agency-admin",
                "analyst",
                "privacy-officer",
                "operator"
            })
    void each_role_has_a_user_in_each_agency_who_holds_it_and_no_other(String role) {
        for (String tenant : List.of("riverbend", "foothills")) {
            var claims = claims(tokens.ofUser(tenant + "-" + role));
            assertThat(roles(claims)).containsExactly(role);
            assertThat(claims.getString("tenant")).isEqualTo(tenant);
            assertThat(claims.getString("sender")).isNull();
            assertThat(claims.getString("aud")).isEqualTo(Keycloak.AUDIENCE);
            assertThat(claims.getString("preferred_username")).isEqualTo(tenant + "-" + role);
            assertThat(claims.getInteger("exp") - claims.getInteger("iat")).isBetween(300, 900);
        }
    }

    @Test
    void there_are_tokens_for_tests_of_refusal_with_another_audience_and_with_a_second_to_live() {
        var elsewhere = claims(tokens.ofClient("cs-elsewhere"));
        assertThat(elsewhere).doesNotContainKey("aud");
        assertThat(elsewhere.getString("sender")).isEqualTo("PARTNERS");
        var brief = claims(tokens.ofClient("cs-short-lived"));
        assertThat(brief.getInteger("exp") - brief.getInteger("iat")).isEqualTo(1);
    }

    @Test
    void a_stranger_gets_no_token() {
        assertThatThrownBy(() -> tokens.ofUser("riverbend-nobody"))
                .isInstanceOf(Tokens.NoToken.class)
                .hasMessageContaining("Invalid user credentials");
    }

    @Test
    void another_realm_file_means_new_data_and_the_same_one_keeps_them(@TempDir Path other) throws Exception {
        var distribution = KeycloakDistribution.find(System.out::println);
        Path realm = Files.writeString(other.resolve("realm.json"), "{}");
        Path instance = other.resolve("instance");
        Keycloak.prepare(distribution, instance, realm);
        Path kept = Files.writeString(instance.resolve("data/kept"), "");
        Keycloak.prepare(distribution, instance, realm);
        assertThat(kept).exists();
        Keycloak.prepare(distribution, instance, Files.writeString(realm, "{\"realm\":\"other\"}"));
        assertThat(kept).doesNotExist();
        assertThat(instance.resolve("lib")).isSymbolicLink();
    }

    @Test
    void a_distribution_that_maven_cannot_fetch_is_one_sentence_with_the_cause(@TempDir Path cache) {
        var env = Map.of("CS_CACHE", cache.toString(), "CS_MVN", "no-such-maven");
        assertThatThrownBy(() -> KeycloakDistribution.find(env, message -> {}))
                .isInstanceOf(KeycloakDistribution.NoKeycloak.class)
                .hasMessageStartingWith("No Keycloak: no-such-maven cannot be run");
        assertThat(cache.resolve("keycloak-" + KeycloakDistribution.version())).doesNotExist();
    }

    private static List<String> roles(Document claims) {
        return claims.get("realm_access", Document.class).getList("roles", String.class);
    }

    private static Document claims(String token) {
        return Document.parse(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
