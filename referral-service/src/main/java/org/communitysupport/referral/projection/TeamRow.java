package org.communitysupport.referral.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.referral.domain.Codes;

/**
 * A team, its people and whom it carries.
 *
 * @param referrals those that hold a slot
 * @param limit as it was when the last slot was taken or given back; null before
 */
public record TeamRow(
        String tenant,
        String team,
        String name,
        String program,
        String npi,
        String siteCode,
        String timeZone,
        List<Member> staff,
        List<String> referrals,
        int caseload,
        Integer limit,
        long version) {

    public record Member(String staff, Codes.TeamRole role, int ftePercent, LocalDate from, LocalDate until) {}

    TeamRow with(Member member, long at) {
        var all = new ArrayList<Member>();
        for (var m : staff) if (!m.staff().equals(member.staff())) all.add(m);
        all.add(member);
        return new TeamRow(
                tenant, team, name, program, npi, siteCode, timeZone, List.copyOf(all), referrals, caseload, limit, at);
    }

    TeamRow without(String who, LocalDate until, long at) {
        var all = staff.stream()
                .map(m -> m.staff().equals(who) ? new Member(m.staff(), m.role(), m.ftePercent(), m.from(), until) : m)
                .toList();
        return new TeamRow(tenant, team, name, program, npi, siteCode, timeZone, all, referrals, caseload, limit, at);
    }

    TeamRow carrying(String referral, int people, int most, long at) {
        var all = new ArrayList<>(referrals);
        all.add(referral);
        return new TeamRow(
                tenant, team, name, program, npi, siteCode, timeZone, staff, List.copyOf(all), people, most, at);
    }

    TeamRow dropping(String referral, int people, int most, long at) {
        var all = new ArrayList<>(referrals);
        all.remove(referral);
        return new TeamRow(
                tenant, team, name, program, npi, siteCode, timeZone, staff, List.copyOf(all), people, most, at);
    }
}
