package org.communitysupport.encounter.domain.rule;

/** The pack's figures {@code unit.minutes}, {@code unit.rounding} and {@code unit.scope}. */
public record UnitRule(int minutes, Rounding rounding, UnitScope scope) {
    public int units(int summedMinutes) {
        return rounding.units(summedMinutes, minutes);
    }
}
