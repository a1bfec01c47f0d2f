package org.communitysupport.referral.domain.rule;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.communitysupport.kernel.Warning;

/** REF-11: a person below the program's age on the day of the referral is flagged, not declined: EPSDT may cover them. */
public final class Ref11Age {
    private Ref11Age() {}

    /** @param minimum in years; null when the pack gives none */
    public static List<Warning> odd(LocalDate birthDate, LocalDate today, Integer minimum) {
        if (birthDate == null || minimum == null || birthDate.isAfter(today)) return List.of();
        int age = Period.between(birthDate, today).getYears();
        return age >= minimum
                ? List.of()
                : List.of(new Warning(
                        "age-outside-program",
                        "REF-11",
                        "The person is younger than " + minimum + " years, the program's minimum. Intake decides."));
    }
}
