package org.communitysupport.referral.domain;

import java.util.List;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;

/** The kinds of aggregates of this service and where each lives. The type names are for ever. */
public final class Aggregates {
    public static final Aggregate<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> REFERRAL =
            new Aggregate<>("referral", ReferralEvent.class, new ReferralDecider());
    public static final Aggregate<TeamCommand, TeamState, TeamEvent, TeamFacts> TEAM =
            new Aggregate<>("team", TeamEvent.class, new TeamDecider());
    public static final Aggregate<StaffCommand, StaffState, StaffEvent, NoFacts> STAFF =
            new Aggregate<>("staff", StaffEvent.class, new StaffDecider());
    public static final Aggregate<MemberIdCommand, MemberIdState, MemberIdEvent, NoFacts> MEMBER_ID =
            new Aggregate<>("member-id", MemberIdEvent.class, new MemberIdDecider());
    public static final Aggregate<OpenEpisodeCommand, OpenEpisodeState, OpenEpisodeEvent, NoFacts> OPEN_EPISODE =
            new Aggregate<>("open-episode", OpenEpisodeEvent.class, new OpenEpisodeDecider());
    public static final Aggregate<ConsentCommand, ConsentState, ConsentEvent, NoFacts> CONSENT =
            new Aggregate<>("consent", ConsentEvent.class, new ConsentDecider());

    private Aggregates() {}

    public static List<Aggregate<?, ?, ?, ?>> all() {
        return List.of(REFERRAL, TEAM, STAFF, MEMBER_ID, OPEN_EPISODE, CONSENT);
    }

    public static AggregateId referral(String tenant, String referral) {
        return AggregateId.of(tenant, "referral", referral);
    }

    public static AggregateId team(String tenant, String team) {
        return AggregateId.of(tenant, "team", team);
    }

    public static AggregateId staff(String tenant, String staff) {
        return AggregateId.of(tenant, "staff", staff);
    }

    public static AggregateId memberId(String tenant, String hash) {
        return AggregateId.of(tenant, "member-id", hash);
    }

    public static AggregateId openEpisode(String tenant, String person, String program) {
        return new AggregateId(tenant, "open-episode", person, program.replace('.', '_'));
    }

    public static AggregateId consent(String tenant, String person) {
        return AggregateId.of(tenant, "consent", person);
    }
}
