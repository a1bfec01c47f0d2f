package org.communitysupport.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.communitysupport.kernel.Money;
import org.communitysupport.kernel.Personal;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    enum Urgency {
        ROUTINE,
        EMERGENT
    }

    record Name(String given, LocalDate birthDate) {}

    record Line(String code, Money charge) {}

    sealed interface CaseEvent {}

    record CaseOpened(
            String caseId,
            Urgency urgency,
            LocalDate on,
            Instant at,
            Money charge,
            Optional<String> county,
            OptionalInt score,
            List<Line> lines,
            Set<String> tags,
            Map<String, Integer> units,
            Personal<Name> name,
            Optional<Personal<String>> note,
            List<Personal<List<String>>> goals)
            implements CaseEvent {
        public boolean isUrgent() {
            return urgency == Urgency.EMERGENT;
        }

        public String getLabel() {
            return "not content";
        }
    }

    record CaseMoved(String caseId, String street, int floor) implements CaseEvent {}

    record CaseClosed() implements CaseEvent {}

    record ForeignOpened(String caseId, Optional<String> county, List<String> never, Personal<Name> name) {}

    private final MapVault vault = new MapVault();
    private final List<String> unknown = new ArrayList<>();
    private final EventTypes types = EventTypes.of("desk")
            .event("CaseOpened", CaseOpened.class, e -> e.tags().contains("sud") ? "part2" : "")
            .event(
                    "CaseMoved",
                    CaseMoved.class,
                    3,
                    new EventTypes.Upcaster(1, json -> {
                        json.put("street", json.remove("road"));
                        return json;
                    }),
                    new EventTypes.Upcaster(2, json -> with(json, "floor", 0)))
            .event("CaseClosed", CaseClosed.class);
    private final EventCodec codec = new EventCodec(types, vault, (type, field) -> unknown.add(type + " " + field));
    private final EventCodec elsewhere = new EventCodec(
            EventTypes.of("attic").reads("desk.CaseMoved", 3), vault, (type, field) -> unknown.add(type + " " + field));

    private static Map<String, Object> with(Map<String, Object> json, String name, Object value) {
        var more = new LinkedHashMap<>(json);
        more.put(name, value);
        return more;
    }

    private static CaseOpened opened() {
        return new CaseOpened(
                "c1",
                Urgency.EMERGENT,
                LocalDate.of(2025, 3, 1),
                Instant.parse("2025-03-01T15:40:00.120Z"),
                Money.ofCents(2203),
                Optional.empty(),
                OptionalInt.of(21),
                List.of(new Line("H2015", Money.ofCents(5))),
                Set.of("sud", "a", "m", "z", "b"),
                Map.of("z", 1, "a", 2),
                Personal.of("p1", "demographics", new Name("Ada", LocalDate.of(1990, 1, 2))),
                Optional.of(Personal.of("p1", "note", "hello")),
                List.of(Personal.of("p2", "goal", List.of("walk", "sleep"))));
    }

    @Test
    void writes_components_in_their_order_and_nothing_else() {
        var json = codec.encode(opened());
        assertThat(json.type()).isEqualTo("desk.CaseOpened");
        assertThat(json.schema()).isEqualTo(1);
        assertThat(json.sensitivity()).isEqualTo("part2");
        assertThat(json.data())
                .isEqualTo(
                        """
                        {"caseId":"c1","urgency":"EMERGENT","on":"2025-03-01","at":"2025-03-01T15:40:00.120Z","charge":2203,\
                        "score":21,"lines":[{"code":"H2015","charge":5}],"tags":["a","b","m","sud","z"],"units":{"a":2,"z":1},\
                        "name":{"person":"p1","field":"demographics","sealed":"%s"},\
                        "note":{"person":"p1","field":"note","sealed":"%s"},\
                        "goals":[{"person":"p2","field":"goal","sealed":"%s"}]}"""
                                .formatted(
                                        MapVault.cipher(
                                                "p1",
                                                "demographics",
                                                "{\"given\":\"Ada\",\"birthDate\":\"1990-01-02\"}"),
                                        MapVault.cipher("p1", "note", "\"hello\""),
                                        MapVault.cipher("p2", "goal", "[\"walk\",\"sleep\"]")));
    }

    @Test
    void reads_back_what_it_wrote_by_the_interface_of_the_events() {
        var json = codec.encode(opened());
        assertThat(codec.decode(json.type(), json.schema(), json.data(), CaseEvent.class))
                .isEqualTo(opened());
        assertThat(codec.decode(
                        "desk.CaseClosed", 1, codec.encode(new CaseClosed()).data(), CaseEvent.class))
                .isEqualTo(new CaseClosed());
    }

    @Test
    void leaves_values_sealed_for_views_and_writes_them_again_as_they_were() throws Exception {
        var json = codec.encode(opened());
        var sealed = codec.decodeSealed(json.type(), 1, json.data(), CaseOpened.class);
        assertThat(sealed.name().isSealed()).isTrue();
        assertThat(sealed.goals().getFirst().isSealed()).isTrue();
        assertThat(codec.mapper().writeValueAsString(sealed)).isEqualTo(json.data());
        assertThat(codec.encode(sealed)).isEqualTo(json);
        assertThat(codec.mapper().readValue(json.data(), CaseOpened.class)).isEqualTo(sealed);
    }

    @Test
    void reads_erased_values_where_the_key_is_gone_and_writes_them_again() {
        var json = codec.encode(opened());
        vault.destroyed.add("p1");
        var read = codec.decode(json.type(), 1, json.data(), CaseOpened.class);
        assertThat(read.name().isErased()).isTrue();
        assertThat(read.note().orElseThrow().isErased()).isTrue();
        assertThat(read.goals().getFirst().value()).contains(List.of("walk", "sleep"));
        assertThat(read.caseId()).isEqualTo("c1");
        var again = codec.encode(read);
        assertThat(again.data()).contains("{\"person\":\"p1\",\"field\":\"note\",\"erased\":true}");
        assertThat(codec.decodeSealed(again.type(), 1, again.data(), CaseOpened.class)
                        .name()
                        .isErased())
                .isTrue();
    }

    @Test
    void never_writes_an_opened_value_without_a_vault() {
        assertThatThrownBy(() -> codec.mapper().writeValueAsString(opened()))
                .hasMessageContaining("no vault")
                .hasMessageNotContaining("Ada");
    }

    @Test
    void opens_one_value_of_a_sealed_row() {
        var json = codec.encode(opened());
        var row = codec.decodeSealed(json.type(), 1, json.data(), CaseOpened.class);
        assertThat(codec.open(row.name(), Name.class).orElseThrow().given()).isEqualTo("Ada");
    }

    @Test
    void brings_old_versions_up_one_by_one() {
        assertThat(codec.decode("desk.CaseMoved", 1, "{\"caseId\":\"c\",\"road\":\"Elm\"}", CaseEvent.class))
                .isEqualTo(new CaseMoved("c", "Elm", 0));
        assertThat(codec.decodeSealed("desk.CaseMoved", 2, "{\"caseId\":\"c\",\"street\":\"Elm\"}", CaseMoved.class))
                .isEqualTo(new CaseMoved("c", "Elm", 0));
    }

    @Test
    void refuses_a_version_newer_than_it_knows() {
        assertThatThrownBy(() -> codec.decode("desk.CaseOpened", 2, "{}", CaseEvent.class))
                .isInstanceOf(EventCodec.UnknownVersion.class)
                .hasMessageContaining("desk.CaseOpened version 2");
        assertThatThrownBy(() -> elsewhere.decode("desk.CaseOpened", 2, "{}", ForeignOpened.class))
                .isInstanceOf(EventCodec.UnknownVersion.class);
        assertThat(elsewhere
                        .decode("desk.CaseMoved", 3, "{\"caseId\":\"c\"}", ForeignOpened.class)
                        .caseId())
                .isEqualTo("c");
    }

    @Test
    void refuses_a_name_of_its_own_service_that_has_no_line() {
        assertThatThrownBy(() -> codec.decode("desk.CaseSold", 1, "{}", CaseEvent.class))
                .isInstanceOf(EventCodec.UnknownType.class);
    }

    @Test
    void reads_a_foreign_event_into_a_tolerant_record_and_counts_what_it_does_not_know() {
        var json = codec.encode(opened());
        var read = elsewhere.decode(json.type(), 1, json.data(), ForeignOpened.class);
        assertThat(read.county()).isEmpty();
        assertThat(read.never()).isEmpty();
        assertThat(read.name().value().orElseThrow().given()).isEqualTo("Ada");
        assertThat(unknown)
                .contains("desk.CaseOpened urgency", "desk.CaseOpened lines", "desk.CaseOpened goals")
                .hasSize(10);
    }

    @Test
    void names_the_place_and_never_the_value() {
        assertThatThrownBy(
                        () -> codec.decode("desk.CaseMoved", 3, "{\"caseId\":\"c\",\"street\":\"s\"}", CaseEvent.class))
                .isInstanceOf(EventCodec.Unreadable.class)
                .hasMessageContaining("/floor");
        assertThatThrownBy(() -> codec.decode(
                        "desk.CaseMoved", 3, "{\"caseId\":\"c\",\"street\":5,\"floor\":1}", CaseEvent.class))
                .hasMessageContaining("/street");
        String cipher = MapVault.cipher("p1", "demographics", "{\"given\":\"Ada\",\"birthDate\":\"Ada's birthday\"}");
        assertThatThrownBy(() -> elsewhere.decode(
                        "desk.CaseOpened",
                        1,
                        "{\"name\":{\"person\":\"p1\",\"field\":\"demographics\",\"sealed\":\"" + cipher + "\"}}",
                        ForeignOpened.class))
                .isInstanceOf(EventCodec.Unreadable.class)
                .hasMessageContaining("demographics")
                .hasMessageNotContaining("Ada")
                .hasNoCause();
    }

    @Test
    void lets_a_failure_of_the_vault_out_as_it_is() {
        var down = new IllegalStateException("no keys for now");
        vault.failure = down;
        assertThatThrownBy(() -> codec.encode(opened())).isSameAs(down);
        vault.failure = null;
        var json = codec.encode(opened());
        vault.failure = down;
        assertThatThrownBy(() -> codec.decode(json.type(), 1, json.data(), CaseEvent.class))
                .isSameAs(down);
    }

    @Test
    void money_is_whole_cents_only() {
        for (String wrong : List.of("\"2203\"", "22.03", "true"))
            assertThatThrownBy(() -> codec.mapper().readValue("{\"code\":\"c\",\"charge\":" + wrong + "}", Line.class))
                    .isInstanceOf(com.fasterxml.jackson.core.JsonProcessingException.class);
    }

    @Test
    void refuses_nesting_without_end() {
        String deep = "{\"caseId\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThatThrownBy(() -> elsewhere.decode("desk.CaseOpened", 1, deep, ForeignOpened.class))
                .isInstanceOf(EventCodec.Unreadable.class);
    }

    /** Not a cipher: it shows in a test what was sealed for whom. */
    static final class MapVault implements Vault {
        final Set<String> destroyed = new HashSet<>();
        RuntimeException failure;

        static String cipher(String person, String field, String plain) {
            return Base64.getEncoder()
                    .encodeToString((person + '|' + field + '|' + plain).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String seal(String person, String field, byte[] plain) {
            if (failure != null) throw failure;
            return cipher(person, field, new String(plain, StandardCharsets.UTF_8));
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            if (failure != null) throw failure;
            if (destroyed.contains(person)) return Optional.empty();
            String all = new String(Base64.getDecoder().decode(cipher), StandardCharsets.UTF_8);
            assertThat(all).startsWith(person + '|' + field + '|');
            return Optional.of(
                    all.substring(person.length() + field.length() + 2).getBytes(StandardCharsets.UTF_8));
        }
    }
}
