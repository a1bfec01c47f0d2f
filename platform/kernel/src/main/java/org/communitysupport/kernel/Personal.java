package org.communitysupport.kernel;

import java.util.Optional;

/**
 * A value about a person. Stored sealed under the person's own key; when that key is destroyed the value is erased and everything
 * else stays. Deciders accept both.
 *
 * <p>Three forms: {@linkplain #of opened} (as a domain sees it), {@linkplain #sealed sealed} (as the log, the topic and the views hold
 * it) and {@linkplain #erased erased}.
 *
 * @param <T> a string or a record
 */
public final class Personal<T> {
    private final String person;
    private final String field;
    private final T value;
    private final String cipher;

    private Personal(String person, String field, T value, String cipher) {
        this.person = person;
        this.field = field;
        this.value = value;
        this.cipher = cipher;
    }

    /** An opened value. {@code field} names what it is (e.g. {@code demographics}) and is bound to the cipher text together with the person. */
    public static <T> Personal<T> of(String person, String field, T value) {
        if (value == null) throw new IllegalArgumentException("an absent value is no personal value: " + field);
        return new Personal<>(person, field, value, null);
    }

    public static <T> Personal<T> sealed(String person, String field, String cipher) {
        return new Personal<>(person, field, null, cipher);
    }

    public static <T> Personal<T> erased(String person, String field) {
        return new Personal<>(person, field, null, null);
    }

    public String person() {
        return person;
    }

    public String field() {
        return field;
    }

    /** Empty when erased. Asking a sealed value is a fault of the caller: open it first. */
    public Optional<T> value() {
        if (cipher != null && value == null)
            throw new IllegalStateException(field + " is sealed; open it before reading it");
        return Optional.ofNullable(value);
    }

    public boolean isErased() {
        return value == null && cipher == null;
    }

    public boolean isSealed() {
        return value == null && cipher != null;
    }

    /** The cipher text, base64; null unless {@link #isSealed()}. */
    public String cipher() {
        return cipher;
    }

    /** Never the value. */
    @Override
    public String toString() {
        return field + " of " + person + (isErased() ? " (erased)" : isSealed() ? " (sealed)" : " (personal)");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Personal<?> p
                && person.equals(p.person)
                && field.equals(p.field)
                && java.util.Objects.equals(value, p.value)
                && java.util.Objects.equals(cipher, p.cipher);
    }

    @Override
    public int hashCode() {
        return java.util.Objects.hash(person, field, value, cipher);
    }
}
