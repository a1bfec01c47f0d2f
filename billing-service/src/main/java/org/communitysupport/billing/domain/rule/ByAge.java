package org.communitysupport.billing.domain.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a line says of the person's age, e.g. HA for a child and HB for an adult.
 *
 * @param bands empty where nothing depends on age
 * @param modifiers by band
 */
public record ByAge(List<Band> bands, Map<String, String> modifiers) {
    public static final ByAge NOTHING = new ByAge(List.of(), Map.of());

    /** @param from the age in years at which it begins */
    public record Band(String id, int from) {}

    public ByAge {
        bands = bands.stream().sorted(Comparator.comparing(Band::from)).toList();
        modifiers = Map.copyOf(modifiers);
    }

    public boolean asked() {
        return !modifiers.isEmpty();
    }

    /** Null where none is asked for, or the birth date is not known. */
    public String modifier(String birthDate, LocalDate dateOfService) {
        if (!asked() || birthDate == null) return null;
        try {
            int age = Period.between(LocalDate.parse(birthDate), dateOfService).getYears();
            String band = null;
            for (var b : bands) if (age >= b.from()) band = b.id();
            return band == null ? null : modifiers.get(band);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
