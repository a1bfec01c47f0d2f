package org.communitysupport.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The query parameters that every list takes: {@code ?limit=&cursor=&sort=field|-field&after=position}. */
@RequestScoped
public class Paging {
    static final int DEFAULT = 50;
    static final int MOST = 200;

    private final UriInfo uri;

    Paging(UriInfo uri) {
        this.uri = uri;
    }

    /** A page as it stands in an answer. {@code next} goes into {@code ?cursor=}; it is absent on the last page. */
    public record Items<T>(List<T> items, String next) {}

    int limit() {
        String text = uri.getQueryParameters().getFirst("limit");
        if (text == null) return DEFAULT;
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST)
            throw Problem.malformed("invalid-parameter", "query:limit", "a number from 1 to " + MOST);
        return Integer.parseInt(text);
    }
}
