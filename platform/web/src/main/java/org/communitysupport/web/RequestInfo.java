package org.communitysupport.web;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is known of a request before anybody asked who sent it.
 *
 * @param path normalized, so that the gate judges the address that will be served: {@code /q/../v1/referrals} is {@code /v1/referrals}
 */
record RequestInfo(String id, String method, String path, String address) {
    private static final String KEY = "cs.request";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

    static RequestInfo of(RoutingContext routing) {
        RequestInfo known = routing.get(KEY);
        if (known != null) return known;
        var request = routing.request();
        String given = request.getHeader("X-Request-Id");
        var info = new RequestInfo(
                given != null && ID.matcher(given).matches()
                        ? given
                        : UUID.randomUUID().toString(),
                request.method().name(),
                routing.normalizedPath(),
                request.remoteAddress() == null
                        ? ""
                        : String.valueOf(request.remoteAddress().hostAddress()));
        routing.put(KEY, info);
        return info;
    }

    String what() {
        return method + ' ' + path;
    }
}
