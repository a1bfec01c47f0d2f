package org.communitysupport.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.Personal;

/**
 * The only way in which a resource reads personal values. What was opened is written to the audit before the answer leaves, one line a
 * person and request with all fields; when that cannot be written the answer is 503 and nothing is shown.
 *
 * <p>Why it is read comes from the header {@code X-Purpose} ({@code treatment} when there is none).
 */
@RequestScoped
public class PersonalReader {
    /** Purpose of the audit lines that say what went outside. */
    public static final String DISCLOSURE = "disclosure";

    private static final String TO = "to ";
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z-]{0,39}");

    private final EventCodec codec;
    private final HttpHeaders headers;
    private final Map<String, TreeSet<String>> opened = new LinkedHashMap<>();
    private String purpose;

    PersonalReader(EventCodec codec, HttpHeaders headers) {
        this.codec = codec;
        this.headers = headers;
    }

    /** Empty when erased or absent. */
    public <T> Optional<T> open(Personal<T> personal, Class<T> as) {
        return open(personal, as, purpose());
    }

    /** For a resource that knows better than the caller what it reads for. */
    public <T> Optional<T> open(Personal<T> personal, Class<T> as, String why) {
        if (personal == null || personal.isErased()) return Optional.empty();
        purpose = why;
        var value = codec.open(personal, as);
        if (value.isPresent()) note(personal);
        return value;
    }

    /**
     * For what is shown about a person without a value of theirs being opened, and is to be in the audit all the same.
     *
     * @param person empty when it is about many
     */
    public void shown(String person, String what, String why) {
        purpose = why;
        opened.computeIfAbsent(person, p -> new TreeSet<>()).add(what);
    }

    /** What went to somebody outside. @param grounds a consent's id, or {@code treatment}. @param what e.g. {@code STATUS} */
    public record Disclosed(String recipient, List<String> grounds, List<String> what) {}

    /** Notes for the accounting of disclosures that something of a person goes outside with this answer. */
    public void discloses(String person, Disclosed d) {
        shown(
                person,
                TO + d.recipient() + ' ' + String.join(",", d.grounds()) + ' ' + String.join(",", d.what()),
                DISCLOSURE);
    }

    /** The disclosures among the fields of an audit line. */
    public static List<Disclosed> disclosed(List<String> fields) {
        return fields.stream()
                .filter(f -> f.startsWith(TO))
                .map(f -> f.split(" "))
                .filter(f -> f.length == 4)
                .map(f -> new Disclosed(f[1], List.of(f[2].split(",")), List.of(f[3].split(","))))
                .toList();
    }

    /** The purpose that the caller names; 400 when there is none. For what is not opened on the strength of a role alone. */
    public String namedPurpose() {
        if (!namesPurpose())
            throw Problem.malformed(
                    "purpose-missing",
                    "header:X-Purpose",
                    "The header X-Purpose is missing. Say what you need the personal data for, e.g. "
                            + "X-Purpose: complaint-review.");
        return purpose();
    }

    public boolean namesPurpose() {
        return headers.getHeaderString("X-Purpose") != null;
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
                    "purpose-malformed",
                    "header:X-Purpose",
                    "The purpose is not one word. Send for example X-Purpose: treatment.");
        return given == null ? "treatment" : given;
    }

    private void note(Personal<?> personal) {
        opened.computeIfAbsent(personal.person(), p -> new TreeSet<>()).add(personal.field());
    }
}
