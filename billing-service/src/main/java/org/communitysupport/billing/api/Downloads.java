package org.communitysupport.billing.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.web.Problem;

/** Stored files as attachments, which no browser shows. */
final class Downloads {
    private Downloads() {}

    static Response of(FileStore files, String tenant, String file, String name) {
        byte[] bytes = files.get(tenant, file).orElseThrow(() -> Problem.notFound("file"));
        return Response.ok(bytes)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }
}
