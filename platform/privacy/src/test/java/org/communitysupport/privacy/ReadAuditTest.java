package org.communitysupport.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.communitysupport.privacy.ReadAudit.Outcome.DENIED;
import static org.communitysupport.privacy.ReadAudit.Outcome.READ;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.communitysupport.privacy.ReadAudit.Line;
import org.communitysupport.privacy.ReadAudit.Outcome;
import org.communitysupport.privacy.ReadAudit.Query;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAuditTest {
    private static final Instant START = Instant.parse("2025-03-01T15:40:00Z");

    private Instant now = START;
    private MongoClient client;
    private ReadAudit audit;

    @BeforeEach
    void open() {
        client = MongoClients.create(Mongods.shared());
        audit = ReadAudit.open(client.getDatabase(Mongods.database("audit")), () -> now);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static Line line(String actor, String person, Outcome outcome) {
        return new Line(
                actor,
                "riverbend",
                "clinician",
                person,
                "treatment",
                List.of("demographics", "note"),
                outcome,
                "GET /v1/persons/p1",
                "127.0.0.1",
                "req-1");
    }

    @Test
    void gives_back_what_was_written_newest_first() {
        audit.record(List.of(line("u1", "p1", READ)));
        now = now.plusSeconds(1);
        audit.record(List.of(line("u2", "p2", DENIED), line("u2", "p3", DENIED)));
        var page = audit.query(Query.of("riverbend"));
        assertThat(page.entries())
                .extracting(ReadAudit.Entry::line)
                .containsExactly(line("u2", "p3", DENIED), line("u2", "p2", DENIED), line("u1", "p1", READ));
        assertThat(page.entries().getLast().at()).isEqualTo(START);
        assertThat(page.nextCursor()).isNull();
        assertThat(audit.query(Query.of("foothills")).entries()).isEmpty();
    }

    @Test
    void finds_by_person_actor_outcome_and_time() {
        audit.record(List.of(line("u1", "p1", READ), line("u2", "p1", DENIED)));
        now = now.plusSeconds(60);
        audit.record(List.of(line("u1", "p2", READ)));
        assertThat(found(Query.of("riverbend").person("p1"))).hasSize(2);
        assertThat(found(Query.of("riverbend").actor("u1"))).hasSize(2);
        assertThat(found(Query.of("riverbend").actor("u1").person("p1"))).hasSize(1);
        assertThat(found(Query.of("riverbend").outcome(DENIED))).hasSize(1);
        assertThat(found(Query.of("riverbend").from(START.plusSeconds(60)))).hasSize(1);
        assertThat(found(Query.of("riverbend").until(START.plusSeconds(60)))).hasSize(2);
    }

    private List<ReadAudit.Entry> found(Query query) {
        return audit.query(query).entries();
    }

    @Test
    void pages_through_without_loss_or_repeat_though_many_lines_are_of_one_moment() {
        audit.record(
                IntStream.range(0, 25).mapToObj(n -> line("u1", "p" + n, READ)).toList());
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var query = Query.of("riverbend").limit(10);
            var page = audit.query(cursor == null ? query : query.after(cursor));
            if (cursor == null) audit.record(List.of(line("u9", "later", READ)));
            page.entries().forEach(e -> seen.add(e.line().person()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().doesNotContain("later");
    }

    @Test
    void refuses_a_cursor_that_is_not_its_own_and_a_page_without_end() {
        for (String cursor : List.of("x", "", "bm90IGEgY3Vyc29y"))
            assertThatThrownBy(() -> Query.of("riverbend").after(cursor)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> audit.query(Query.of("riverbend").limit(201)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_so_when_it_cannot_write() {
        client.close();
        assertThatThrownBy(() -> audit.record(List.of(line("u1", "p1", READ))))
                .isInstanceOf(ReadAudit.NotWritten.class);
    }
}
