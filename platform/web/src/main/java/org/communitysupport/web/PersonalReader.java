package org.communitysupport.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Personal;

/**
 * The only way in which a resource reads personal values. What was opened is written to the audit before the answer leaves, one line a
 * person and request with all fields; when that cannot be written the answer is 503 and nothing is shown.
 *
 * <p>Why it is read comes from the header {@code X-Purpose} ({@code treatment} when there is none).
 */
@RequestScoped
public class PersonalReader {
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]{0,39}");

    private final Vault vault;
    private final ObjectMapper json;
    private final HttpHeaders headers;
    private final Map<String, TreeSet<String>> opened = new LinkedHashMap<>();
    private String purpose;

    PersonalReader(Vault vault, ObjectMapper json, HttpHeaders headers) {
        this.vault = vault;
        this.json = json;
        this.headers = headers;
    }

    /** Empty when erased or absent. */
    public <T> Optional<T> open(Personal<T> personal, Class<T> as) {
        return open(personal, as, purpose());
    }

    /** For a resource that knows better than the caller what it reads for. */
    public <T> Optional<T> open(Personal<T> personal, Class<T> as, String why) {
        if (personal == null || personal.isErased()) return Optional.empty();
        this.purpose = why;
        if (!personal.isSealed()) return note(personal, personal.value());
        return note(
                personal,
                vault.open(personal.person(), personal.field(), personal.cipher())
                        .map(plain -> read(personal, plain, as)));
    }

    /** What was opened and is not yet in the audit; asked once, before the answer leaves. */
    Map<String, List<String>> take() {
        var lines = new LinkedHashMap<String, List<String>>();
        opened.forEach((person, fields) -> lines.put(person, List.copyOf(fields)));
        opened.clear();
        return lines;
    }

    String purpose() {
        if (purpose != null) return purpose;
        String given = headers.getHeaderString("X-Purpose");
        if (given != null && !PURPOSE.matcher(given).matches())
            throw Problem.malformed(
                    "purpose-malformed", "header:X-Purpose", "a purpose is a word, e.g. treatment or payment");
        return given == null ? "treatment" : given;
    }

    private <T> Optional<T> note(Personal<T> personal, Optional<T> value) {
        if (value.isPresent())
            opened.computeIfAbsent(personal.person(), p -> new TreeSet<>()).add(personal.field());
        return value;
    }

    private <T> T read(Personal<?> personal, byte[] plain, Class<T> as) {
        try {
            return json.readValue(plain, as);
        } catch (IOException e) {
            // Jackson's message would quote the value.
            throw new IllegalStateException(personal + " cannot be read as " + as.getSimpleName());
        }
    }
}
