package org.communitysupport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String P = "p" + "1".repeat(32);
    private static final String R = "r" + "3".repeat(32);
    private static final String E = "e" + "4".repeat(32);
    private static final String CLAIM = P + ".2026-11-02-1";

    private final Logs logs = new Logs();

    /** A referral, an episode and one before it, two days, a claim for the first. */
    @BeforeEach
    void a_story() {
        logs.stored(
                "alpha",
                4,
                1,
                "ReferralReceived",
                "agency/referral/" + R,
                null,
                person(
                        "\"demographics\":{\"person\":\"" + P
                                + "\",\"field\":\"demographics\",\"withheld\":\"sealed\"},\"basis\":{\"pack\":\"NC/_\",\"version\":\"2000-01-01\",\"rules\":[\"REF-1\"]}"));
        logs.stored("alpha", 4, 2, "ReferralTriaged", "agency/referral/" + R, null, "{\"urgency\":\"URGENT\"}");
        var opened = logs.stored(
                "alpha", 4, 3, "EpisodeOpened", "agency/referral/" + R, null, person("\"episode\":\"" + E + "\""));
        logs.stored("beta", 7, 4, "FileOpened", "agency/file/" + P, opened, person("\"episode\":\"" + E + "\""));
        logs.stored(
                "beta",
                7,
                5,
                "EpisodeNoted",
                "agency/file/" + P,
                null,
                person("\"episode\":\"e" + "9".repeat(32) + "\""));
        var day = logs.stored(
                "beta",
                7,
                6,
                "DayReleased",
                "agency/day/" + P + "/2026-11-02",
                null,
                person("\"date\":\"2026-11-02\""));
        logs.stored(
                "beta",
                7,
                7,
                "DayReleased",
                "agency/day/" + P + "/2026-11-03",
                null,
                person("\"date\":\"2026-11-03\""));
        logs.stored(
                "alpha",
                7,
                8,
                "ClaimBuilt",
                "agency/claims/" + P + "/2026-11-02",
                day,
                person("\"claim\":\"" + CLAIM + "\",\"date\":\"2026-11-02\",\"episode\":\"" + E
                        + "\",\"chargeCents\":12345"));
        logs.stored(
                "alpha",
                7,
                9,
                "ClaimPaid",
                "agency/claims/" + P + "/2026-11-02",
                null,
                person("\"claim\":\"" + CLAIM + "\""));
    }

    private static String person(String more) {
        return "{\"person\":\"" + P + "\"," + more + '}';
    }

    @Test
    void a_person_is_found_by_their_own_id_and_by_their_referrals() {
        assertThat(types(P)).hasSize(9).startsWith("ReferralReceived", "ReferralTriaged", "EpisodeOpened");
        assertThat(types(R)).isEqualTo(types(P));
    }

    @Test
    void a_claim_shows_what_led_to_it_and_what_came_after_and_nothing_of_another_day_or_episode() {
        assertThat(types(CLAIM))
                .containsExactly(
                        "ReferralReceived",
                        "ReferralTriaged",
                        "EpisodeOpened",
                        "FileOpened",
                        "DayReleased",
                        "ClaimBuilt",
                        "ClaimPaid");
    }

    @Test
    void it_says_when_what_who_and_by_which_rule_of_which_pack() {
        var bytes = new ByteArrayOutputStream();
        Timeline.of(logs, CLAIM).print(new PrintStream(bytes, true, StandardCharsets.UTF_8), ZoneOffset.UTC);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("2026-11-02 12:00  alpha        Referral received: demographics (sealed)")
                .contains("by u-1  alpha:4:1:0")
                .contains("judged by REF-1 of pack NC/_ of 2000-01-01")
                .contains("* 2026-11-02 12:00  alpha        Claim built: claim " + CLAIM)
                .contains("charge $123.45")
                .contains("by reaction \"follow\" upon day released");
    }

    @Test
    void what_nobody_recorded_is_said_to_be_unknown() {
        for (String id : new String[] {"p0", R.replace('3', '5'), P + ".2026-11-09-1", "../../etc"})
            assertThatThrownBy(() -> Timeline.of(logs, id))
                    .isInstanceOf(NotTold.class)
                    .hasMessage("Nothing is recorded under " + id + " for this agency.");
    }

    private java.util.List<String> types(String id) {
        return Timeline.of(logs, id).events().stream()
                .map(t -> t.type().replaceAll("^\\w+\\.|\\.v1$", ""))
                .toList();
    }
}
