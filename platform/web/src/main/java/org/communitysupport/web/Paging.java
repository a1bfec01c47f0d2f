package org.communitysupport.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.NotYet;
import org.communitysupport.stream.Page;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;

/** The query parameters that every list takes: {@code ?limit=&cursor=&sort=field|-field&after=position}. */
@RequestScoped
public class Paging {
    static final int DEFAULT = 50;
    static final int MOST = 200;

    private final UriInfo uri;
    private final Instance<Views> views;
    private final WebConfig config;
    private final Caller caller;

    Paging(UriInfo uri, Instance<Views> views, WebConfig config, Caller caller) {
        this.caller = caller;
        this.uri = uri;
        this.views = views;
        this.config = config;
    }

    /** A page as it stands in an answer. {@code next} goes into {@code ?cursor=}; it is null on the last page. */
    public record Items<T>(List<T> items, String next) {}

    /** Waits for {@code ?after=} and takes limit, cursor and order from the address; add the filters of the resource to it. */
    public Query query(View<?> view) {
        await(view);
        var query = Query.all().limit(limit());
        String sort = uri.getQueryParameters().getFirst("sort");
        if (sort != null) sorted(view, query, sort);
        String cursor = uri.getQueryParameters().getFirst("cursor");
        return cursor == null ? query : query.cursor(cursor);
    }

    /** Reads the page; a cursor of another query is answered 400. */
    public <R, T> Items<T> page(View<R> view, String tenant, Query query, Function<Row<R>, T> shown) {
        try {
            return answer(views.get().page(view, tenant, query), shown);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter", "query:cursor", "The page cannot be read: " + e.getMessage() + '.');
        }
    }

    public <R, T> Items<T> answer(Page<R> page, Function<Row<R>, T> shown) {
        return new Items<>(page.rows().stream().map(shown).toList(), page.nextCursor());
    }

    /**
     * When the address says {@code ?after=<position>}: returns when the view has it. Several positions are given by repeating the
     * parameter. Too late is 504 with what was reached; a topic that the view does not read is 400.
     */
    public void await(View<?> view) {
        for (String text : uri.getQueryParameters().getOrDefault("after", List.of())) await(view, position(text));
    }

    /** Returns when the view has the position; 504 when it has not in time. */
    public void await(View<?> view, Position after) {
        try {
            views.get().await(view, after, config.awaitAtMost());
        } catch (NotYet e) {
            throw Problem.of(504, "not-there-yet", "The list does not show that position yet. Ask again in a moment.")
                    .facts(caller.sender().isPresent() ? Map.of() : reached(after, e));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter", "query:after", "The position cannot be awaited here: " + e.getMessage() + '.');
        }
    }

    /** Where a lane stands counts what others did there: nothing for a referring system. */
    private static Map<String, String> reached(Position after, NotYet e) {
        return Map.of("after", after.toString(), "reached", e.reached().toString());
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:after",
                    "The position cannot be read. Send a Cs-Position as it was answered, <service>:<lane>:<number>.");
        }
    }

    private static void sorted(View<?> view, Query query, String sort) {
        boolean descending = sort.startsWith("-");
        String field = descending ? sort.substring(1) : sort;
        var fields = new TreeSet<String>();
        view.indexes().forEach(fields::addAll);
        if (!fields.contains(field))
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:sort",
                    "The list cannot be sorted by this field. It is sorted by one of " + fields + '.');
        query.sort(field, descending);
    }

    private int limit() {
        String text = uri.getQueryParameters().getFirst("limit");
        if (text == null) return DEFAULT;
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST)
            throw Problem.malformed(
                    "invalid-parameter", "query:limit", "The limit is not a number from 1 to " + MOST + '.');
        return Integer.parseInt(text);
    }
}
