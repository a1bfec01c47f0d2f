package org.communitysupport.referral.domain.rule;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.communitysupport.kernel.Warning;

/** REF-11: a person outside the program's ages on the day of the referral is flagged, not declined: EPSDT may cover a child. */
public final class Ref11Age {
    private Ref11Age() {}

    public static List<Warning> odd(LocalDate birthDate, LocalDate today, IntakeRules rules) {
        if (birthDate == null || birthDate.isAfter(today)) return List.of();
        int age = Period.between(birthDate, today).getYears();
        if (rules.minimumAge() != null && age < rules.minimumAge())
            return outside("The person is younger than " + rules.minimumAge()
                    + " years, the program's minimum. Intake decides.");
        if (rules.maximumAge() != null && age > rules.maximumAge())
            return outside("The person is older than " + rules.maximumAge()
                    + " years, the last age that the program serves. Intake decides.");
        return List.of();
    }

    private static List<Warning> outside(String detail) {
        return List.of(new Warning("age-outside-program", "REF-11", detail));
    }
}
