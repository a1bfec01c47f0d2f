package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Who the person is. Only ever sealed. Absent parts are null. */
public record Demographics(
        String familyName,
        String givenName,
        String preferredName,
        LocalDate birthDate,
        String sex,
        String addressLine,
        String city,
        String state,
        String zip,
        String county,
        String phone,
        String safeContactNote,
        String language,
        String memberId,
        String guardianName,
        String guardianRelationship) {

    static final List<String> NAMES = List.of(
            "familyName",
            "givenName",
            "preferredName",
            "birthDate",
            "sex",
            "addressLine",
            "city",
            "state",
            "zip",
            "county",
            "phone",
            "safeContactNote",
            "language",
            "memberId",
            "guardianName",
            "guardianRelationship");

    /** Those that may be absent. */
    static String emptiable(Set<String> needed) {
        return NAMES.stream().filter(n -> !needed.contains(n)).collect(Collectors.joining(", "));
    }

    /** What is given takes the place of what was; what is named absent goes. */
    Demographics corrected(Demographics by, Set<String> absent) {
        return new Demographics(
                take("familyName", familyName, by.familyName, absent),
                take("givenName", givenName, by.givenName, absent),
                take("preferredName", preferredName, by.preferredName, absent),
                take("birthDate", birthDate, by.birthDate, absent),
                take("sex", sex, by.sex, absent),
                take("addressLine", addressLine, by.addressLine, absent),
                take("city", city, by.city, absent),
                take("state", state, by.state, absent),
                take("zip", zip, by.zip, absent),
                take("county", county, by.county, absent),
                take("phone", phone, by.phone, absent),
                take("safeContactNote", safeContactNote, by.safeContactNote, absent),
                take("language", language, by.language, absent),
                take("memberId", memberId, by.memberId, absent),
                take("guardianName", guardianName, by.guardianName, absent),
                take("guardianRelationship", guardianRelationship, by.guardianRelationship, absent));
    }

    private static <T> T take(String name, T was, T now, Set<String> absent) {
        return now != null ? now : absent.contains(name) ? null : was;
    }

    /** What somebody says anew on top of what is known: only the parts that they did not say before. */
    Demographics said(Demographics before, Demographics anew) {
        return new Demographics(
                Objects.equals(before.familyName, anew.familyName) ? familyName : anew.familyName,
                Objects.equals(before.givenName, anew.givenName) ? givenName : anew.givenName,
                Objects.equals(before.preferredName, anew.preferredName) ? preferredName : anew.preferredName,
                Objects.equals(before.birthDate, anew.birthDate) ? birthDate : anew.birthDate,
                Objects.equals(before.sex, anew.sex) ? sex : anew.sex,
                Objects.equals(before.addressLine, anew.addressLine) ? addressLine : anew.addressLine,
                Objects.equals(before.city, anew.city) ? city : anew.city,
                Objects.equals(before.state, anew.state) ? state : anew.state,
                Objects.equals(before.zip, anew.zip) ? zip : anew.zip,
                Objects.equals(before.county, anew.county) ? county : anew.county,
                Objects.equals(before.phone, anew.phone) ? phone : anew.phone,
                Objects.equals(before.safeContactNote, anew.safeContactNote) ? safeContactNote : anew.safeContactNote,
                Objects.equals(before.language, anew.language) ? language : anew.language,
                Objects.equals(before.memberId, anew.memberId) ? memberId : anew.memberId,
                Objects.equals(before.guardianName, anew.guardianName) ? guardianName : anew.guardianName,
                Objects.equals(before.guardianRelationship, anew.guardianRelationship)
                        ? guardianRelationship
                        : anew.guardianRelationship);
    }

    Demographics withSafeContactNote(String note) {
        return new Demographics(
                familyName,
                givenName,
                preferredName,
                birthDate,
                sex,
                addressLine,
                city,
                state,
                zip,
                county,
                phone,
                safeContactNote == null ? note : safeContactNote,
                language,
                memberId,
                guardianName,
                guardianRelationship);
    }

    public Demographics withMemberId(String stated) {
        return new Demographics(
                familyName,
                givenName,
                preferredName,
                birthDate,
                sex,
                addressLine,
                city,
                state,
                zip,
                county,
                phone,
                safeContactNote,
                language,
                stated,
                guardianName,
                guardianRelationship);
    }
}
