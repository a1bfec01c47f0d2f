package org.communitysupport.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelTest {

    @Test
    void lanes_are_what_they_were_on_the_first_day() {
        // Golden: sha256("tenant|key"), first four bytes unsigned, mod 16. A change here would tear every stored stream
        // apart.
        assertThat(Lanes.of("riverbend", "p00000000000000000000000000000001")).isEqualTo(11);
        assertThat(Lanes.of("riverbend", "p00000000000000000000000000000002")).isEqualTo(15);
        assertThat(Lanes.of("foothills", "p00000000000000000000000000000001")).isEqualTo(9);
        assertThat(Lanes.of("riverbend", "team-1")).isEqualTo(14);
    }

    @Test
    void every_lane_is_used() {
        assertThat(IntStream.range(0, 1000)
                        .map(i -> Lanes.of("t", "k" + i))
                        .distinct()
                        .count())
                .isEqualTo(Lanes.COUNT);
    }

    @Test
    void all_aggregates_of_a_person_share_the_persons_lane() {
        var claims = new AggregateId("riverbend", "day-claims", "p1", "2026-11-23");
        assertThat(claims.lane())
                .isEqualTo(AggregateId.of("riverbend", "member-account", "p1").lane());
    }

    @Test
    void an_aggregate_id_reads_as_it_was_written() {
        var id = new AggregateId("riverbend", "day-claims", "p1", "2026-11-23");
        assertThat(AggregateId.parse(id.text())).isEqualTo(id);
        assertThat(AggregateId.ofPublic("riverbend", "day-claims", id.publicId()))
                .isEqualTo(id);
        assertThatThrownBy(() -> AggregateId.of("riverbend", "referral", "../x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AggregateId.of("riverbend", "referral", "{$gt:1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_position_reads_as_it_was_written_and_refuses_everything_else() {
        assertThat(Position.parse("care-plan:7:1042")).isEqualTo(new Position("care-plan", 7, 1042));
        for (String bad : new String[] {
            "", "referral", "referral:7", "referral:16:1", "referral:-1:1", "referral:7:x", "Referral:7:1", "a:1:2:3"
        }) assertThatThrownBy(() -> Position.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void name_based_ids_are_version_5_stable_and_free_of_seams() {
        assertThat(Uuid5.of("a", "b").version()).isEqualTo(5);
        assertThat(Uuid5.of("a", "b").variant()).isEqualTo(2);
        assertThat(Uuid5.of("a", "b"))
                .isEqualTo(Uuid5.of("a", "b"))
                .isNotEqualTo(Uuid5.of("ab"))
                .isNotEqualTo(Uuid5.of("b", "a"));
        assertThat(Uuid5.of("ab", "c")).isNotEqualTo(Uuid5.of("a", "bc"));
    }

    @Test
    void money_is_whole_cents_and_writes_as_x12_wants() {
        assertThat(Money.ofDollars("22.03").toCents()).isEqualTo(2203);
        assertThat(Money.ofDollars(".5").toDollars()).isEqualTo("0.5");
        assertThat(Money.ofDollars("120").toDollars()).isEqualTo("120");
        assertThat(Money.ofCents(12000).toDollars()).isEqualTo("120");
        assertThat(Money.ofCents(-150).toDollars()).isEqualTo("-1.5");
        assertThat(Money.ofCents(0).toDollars()).isEqualTo("0");
        assertThat(Money.ofDollars("0.1").plus(Money.ofDollars("0.2"))).isEqualTo(Money.ofCents(30));
        assertThatThrownBy(() -> Money.ofDollars("1.001")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_personal_value_never_prints_itself() {
        var name = Personal.of("p1", "name", "Ada Lovelace");
        assertThat(name.toString()).doesNotContain("Ada");
        assertThat(name.value()).contains("Ada Lovelace");
        assertThat(Personal.erased("p1", "name").value()).isEmpty();
        assertThatThrownBy(() -> Personal.sealed("p1", "name", "xyz").value())
                .isInstanceOf(IllegalStateException.class);
    }
}
