package org.communitysupport.referral.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communitysupport.kernel.ReadableText;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralCommand.ReceiveReferral;

/**
 * What the fields of a referral may hold, whichever door it comes through. Places are JSON pointers into our own form; a door of another form
 * says them in its own.
 */
public final class ReferralFields {
    /** The oldest person known lived 122 years. */
    private static final int MOST_YEARS = 130;

    private static final int DISCHARGE_AHEAD_YEARS = 1;

    /** Never taken, in no state: a social security number is no one's identifier here. */
    private static final Pattern SSN = Pattern.compile(
            "(?<![\\d-])(?!000|666|9)\\d{3}([- ])\\d{2}\\1\\d{4}(?![\\d-])|(?i)\\bssn\\b\\D{0,12}\\d{3}\\D?\\d{2}\\D?\\d{4}(?!\\d)");

    private static final Set<String> SEXES = Set.of("male", "female", "other", "unknown", "m", "f", "u", "x");

    /** The levels of both editions in use, with or without withdrawal management: 2.1, 3.7, 3.7WM, 4-WM. */
    private static final Pattern ASAM =
            Pattern.compile("(0\\.5|1(\\.[057])?|2(\\.[0157])?|3(\\.[01357])?|4(\\.0)?)([ -]?WM)?");

    private ReferralFields() {}

    /** @param most characters @param line stands on one line; otherwise a text of several is fine */
    private record Text(String place, String value, int most, boolean line) {}

    /** The first field that cannot be taken; null when all can. */
    public static Rejection fault(ReceiveReferral c, LocalDate today) {
        var unreadable = texts(c).filter(t -> t.value() != null)
                .flatMap(t -> Stream.ofNullable(fault(t)))
                .findFirst();
        return unreadable.orElseGet(() -> value(c, today));
    }

    private static Rejection fault(Text t) {
        String unreadable = t.line() ? ReadableText.faultOfLine(t.value()) : ReadableText.fault(t.value());
        if (unreadable != null) return no("unreadable-text", t.place(), "This field " + unreadable + '.');
        if (t.value().length() > t.most())
            return no(
                    "value-too-long",
                    t.place(),
                    "The text is too long; this field has room for " + t.most() + " characters.");
        if (t.line() && SSN.matcher(t.value()).find())
            return no(
                    "ssn-not-taken",
                    t.place(),
                    "This field holds what looks like a social security number. Send the referral without it.");
        return null;
    }

    private static Rejection value(ReceiveReferral c, LocalDate today) {
        var d = c.demographics();
        if (isBlank(c.externalId()))
            return no("name-missing", "/externalId", "The external id is blank. Send your own number of the referral.");
        if (isBlank(d.familyName()))
            return no(
                    "name-missing",
                    "/demographics/familyName",
                    "The family name is blank. Send the person's family name.");
        if (isBlank(d.givenName()))
            return no(
                    "name-missing",
                    "/demographics/givenName",
                    "The given name is blank. Send the person's given name.");
        var born = d.birthDate();
        if (born != null && born.isAfter(today))
            return no("birth-date-ahead", "/demographics/birthDate", "The birth date is after today. Check it.");
        if (born != null && born.isBefore(today.minusYears(MOST_YEARS)))
            return no(
                    "birth-date-too-early",
                    "/demographics/birthDate",
                    "The birth date is more than " + MOST_YEARS + " years ago. Check it.");
        if (d.sex() != null && !SEXES.contains(d.sex().toLowerCase(Locale.ROOT)))
            return no(
                    "unknown-sex",
                    "/demographics/sex",
                    "The sex is not one of male, female, other, unknown. Send one of these.");
        String asam = c.clinical() == null ? null : c.clinical().asamLevel();
        if (asam != null && !ASAM.matcher(asam).matches())
            return no(
                    "unknown-asam-level",
                    "/clinical/asamLevel",
                    "The value is not an ASAM level. Send for example 2.1, or 3.7WM with withdrawal " + "management.");
        return null;
    }

    /** What is taken and looked at by intake. */
    public static List<Warning> odd(ReceiveReferral c, LocalDate today) {
        var discharge = c.dischargeOn();
        if (discharge == null) return List.of();
        if (discharge.isBefore(today))
            return List.of(new Warning("discharge-past", "", "The discharge date is before today."));
        if (discharge.isAfter(today.plusYears(DISCHARGE_AHEAD_YEARS)))
            return List.of(new Warning("discharge-far-ahead", "", "The discharge date is more than a year from now."));
        return List.of();
    }

    private static Stream<Text> texts(ReceiveReferral c) {
        var own = Stream.of(
                line("/externalId", c.externalId(), 120),
                line("/referrerOrganisation", c.referrerOrganisation(), 200),
                line("/referrerNpi", c.referrerNpi(), 20),
                line("/program", c.program(), 40),
                line("/payer", c.payer(), 40));
        var by = c.referrer();
        var referrer = by == null
                ? Stream.<Text>empty()
                : Stream.of(
                        line("/referrer/name", by.name(), 200),
                        line("/referrer/phone", by.phone(), 40),
                        line("/referrer/email", by.email(), 200));
        return Stream.of(own, demographics(c.demographics()), clinical(c.clinical()), referrer)
                .flatMap(t -> t);
    }

    private static Stream<Text> demographics(Demographics d) {
        return Stream.of(
                line("/demographics/familyName", d.familyName(), 100),
                line("/demographics/givenName", d.givenName(), 100),
                line("/demographics/preferredName", d.preferredName(), 100),
                line("/demographics/sex", d.sex(), 20),
                line("/demographics/addressLine", d.addressLine(), 200),
                line("/demographics/city", d.city(), 100),
                line("/demographics/state", d.state(), 2),
                line("/demographics/zip", d.zip(), 10),
                line("/demographics/county", d.county(), 60),
                line("/demographics/phone", d.phone(), 40),
                note("/demographics/safeContactNote", d.safeContactNote(), 500),
                line("/demographics/language", d.language(), 40),
                line("/demographics/memberId", d.memberId(), 40),
                line("/demographics/guardianName", d.guardianName(), 200),
                line("/demographics/guardianRelationship", d.guardianRelationship(), 60));
    }

    private static Stream<Text> clinical(Clinical c) {
        if (c == null) return Stream.empty();
        return Stream.of(
                        Stream.of(note("/clinical/presentingProblem", c.presentingProblem(), 4000)),
                        each("/clinical/currentServices/", c.currentServices()),
                        each("/clinical/medications/", c.medications()),
                        each("/clinical/riskFlags/", c.riskFlags()))
                .flatMap(t -> t);
    }

    private static Stream<Text> each(String place, List<String> values) {
        return Stream.iterate(0, i -> i < values.size(), i -> i + 1).map(i -> note(place + i, values.get(i), 200));
    }

    private static Text line(String place, String value, int most) {
        return new Text(place, value, most, true);
    }

    private static Text note(String place, String value, int most) {
        return new Text(place, value, most, false);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static Rejection no(String code, String place, String detail) {
        return Rejection.ofContent(code, "", place, detail);
    }
}
