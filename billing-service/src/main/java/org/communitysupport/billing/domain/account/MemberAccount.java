package org.communitysupport.billing.domain.account;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.communitysupport.kernel.Personal;

/**
 * What is known about a person.
 *
 * @param demographics null until the referral's acceptance was heard of
 * @param authorizations by id
 * @param waiting days with claims that did not pass
 */
public record MemberAccount(
        Personal<Demographics> demographics,
        List<Insurance> insurances,
        List<Assessment> assessments,
        Map<String, Authorization> authorizations,
        List<LocalDate> waiting) {
    public static final MemberAccount NONE = new MemberAccount(null, List.of(), List.of(), Map.of(), List.of());

    /** @param endedOn last day, when the payer said so later; else null */
    public record Insurance(
            String payer,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            Personal<String> memberId,
            LocalDate endedOn,
            String position) {

        public boolean covers(String asked, LocalDate day) {
            return payer.equals(asked)
                    && !day.isBefore(from)
                    && (to == null || !day.isAfter(to))
                    && (endedOn == null || !day.isAfter(endedOn));
        }

        /** There is proof for that day. */
        public boolean provenOn(LocalDate day) {
            return (verifiedFrom == null || !day.isBefore(verifiedFrom))
                    && (verifiedTo == null || !day.isAfter(verifiedTo));
        }

        Insurance ended(LocalDate on) {
            return new Insurance(payer, from, to, verifiedFrom, verifiedTo, memberId, on, position);
        }
    }

    public record Assessment(LocalDate assessedOn, boolean part2, Personal<Diagnoses> diagnoses, String position) {}

    public record Authorization(
            String kind,
            String number,
            String program,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            String position) {
        public boolean passThrough() {
            return kind.equals("PASS_THROUGH");
        }
    }

    /** The newest entry of that payer that covers the day and has proof for it; else the newest that covers it. */
    public Optional<Insurance> insurance(String payer, LocalDate day) {
        Insurance found = null;
        for (var i : insurances) {
            if (!i.covers(payer, day)) continue;
            if (found == null || i.provenOn(day) || !found.provenOn(day)) found = i;
        }
        return Optional.ofNullable(found);
    }

    /** The newest on or before the day; when there is none, the first one after it: an addendum may be written days later. */
    public Optional<Assessment> assessment(LocalDate day) {
        Assessment before = null;
        Assessment after = null;
        for (var a : assessments) {
            if (!a.assessedOn().isAfter(day)) {
                if (before == null || !a.assessedOn().isBefore(before.assessedOn())) before = a;
            } else if (after == null || a.assessedOn().isBefore(after.assessedOn())) after = a;
        }
        return Optional.ofNullable(before != null ? before : after);
    }

    MemberAccount about(Personal<Demographics> person) {
        return new MemberAccount(person, insurances, assessments, authorizations, waiting);
    }

    MemberAccount insured(Insurance insurance) {
        return new MemberAccount(demographics, plus(insurances, insurance), assessments, authorizations, waiting);
    }

    MemberAccount insuranceEnded(String payer, LocalDate on) {
        var changed = insurances.stream()
                .map(i -> i.payer().equals(payer) && i.covers(payer, on) ? i.ended(on) : i)
                .toList();
        return new MemberAccount(demographics, changed, assessments, authorizations, waiting);
    }

    MemberAccount assessed(Assessment assessment) {
        return new MemberAccount(demographics, insurances, plus(assessments, assessment), authorizations, waiting);
    }

    MemberAccount authorized(String id, Authorization authorization) {
        var all = new HashMap<>(authorizations);
        all.put(id, authorization);
        return new MemberAccount(demographics, insurances, assessments, Map.copyOf(all), waiting);
    }

    MemberAccount awaiting(LocalDate day, boolean still) {
        var days = new TreeSet<>(waiting);
        if (still) days.add(day);
        else days.remove(day);
        return new MemberAccount(demographics, insurances, assessments, authorizations, List.copyOf(days));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return List.copyOf(all);
    }
}
