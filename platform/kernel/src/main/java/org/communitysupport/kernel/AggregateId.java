package org.communitysupport.kernel;

import java.util.regex.Pattern;

/**
 * Where one aggregate lives. The lane is a pure function of tenant and key, so nothing has to be looked up: aggregates about a person
 * use the person's id as key and share the person's lane; others use their own id.
 *
 * @param tenant the provider agency
 * @param type the kind of aggregate
 * @param key the person's id, or the aggregate's own
 * @param local what tells apart the aggregates of this type under the same key; empty when there is just one
 */
public record AggregateId(String tenant, String type, String key, String local) {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    public AggregateId {
        check("tenant", tenant);
        check("type", type);
        check("key", key);
        if (!local.isEmpty()) check("local", local);
    }

    public static AggregateId of(String tenant, String type, String key) {
        return new AggregateId(tenant, type, key, "");
    }

    /** As written by {@link #text()}. */
    public static AggregateId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3 && parts.length != 4) throw new IllegalArgumentException("not an aggregate id: " + text);
        return new AggregateId(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : "");
    }

    /** From the form that stands in addresses, see {@link #publicId()}. */
    public static AggregateId ofPublic(String tenant, String type, String publicId) {
        int dot = publicId.indexOf('.');
        return dot < 0
                ? new AggregateId(tenant, type, publicId, "")
                : new AggregateId(tenant, type, publicId.substring(0, dot), publicId.substring(dot + 1));
    }

    /** The form that stands in the log, as topic key and as CloudEvents subject: {@code tenant/type/key[/local]}. */
    public String text() {
        return tenant + '/' + type + '/' + key + (local.isEmpty() ? "" : '/' + local);
    }

    /** The form that stands in addresses and answers: {@code key[.local]}. */
    public String publicId() {
        return local.isEmpty() ? key : key + '.' + local;
    }

    public int lane() {
        return Lanes.of(tenant, key);
    }

    private static void check(String what, String part) {
        if (!PART.matcher(part).matches())
            throw new IllegalArgumentException(
                    what + " of an aggregate id has letters, digits, '_' and '-' only, 1 to 80 of them");
    }

    @Override
    public String toString() {
        return text();
    }
}
