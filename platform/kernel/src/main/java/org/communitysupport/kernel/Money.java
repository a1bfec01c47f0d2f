package org.communitysupport.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of US dollars in whole cents. Written in JSON as a number of cents. */
public record Money(BigDecimal cents) implements Comparable<Money> {
    public static final Money ZERO = ofCents(0);

    public Money {
        cents = cents.setScale(0, RoundingMode.UNNECESSARY);
    }

    public static Money ofCents(long cents) {
        return new Money(BigDecimal.valueOf(cents));
    }

    /** From dollars as X12 writes them: {@code 22.03}, {@code .5}, {@code 120}. More than two decimals are refused. */
    public static Money ofDollars(String dollars) {
        return new Money(new BigDecimal(dollars).movePointRight(2));
    }

    public long toCents() {
        return cents.longValueExact();
    }

    /** As X12 wants it: no leading zeros, no trailing zeros after the point. */
    public String toDollars() {
        BigDecimal d = cents.movePointLeft(2).stripTrailingZeros();
        return (d.scale() < 0 ? d.setScale(0) : d).toPlainString();
    }

    public Money plus(Money other) {
        return new Money(cents.add(other.cents));
    }

    public Money minus(Money other) {
        return new Money(cents.subtract(other.cents));
    }

    public Money times(long n) {
        return new Money(cents.multiply(BigDecimal.valueOf(n)));
    }

    @Override
    public int compareTo(Money other) {
        return cents.compareTo(other.cents);
    }

    @Override
    public String toString() {
        return "$" + cents.movePointLeft(2).setScale(2).toPlainString();
    }
}
