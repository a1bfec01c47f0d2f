package org.communitysupport.referral.application;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.MemberIdState;
import org.communitysupport.referral.domain.ReferralState;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;

/** What is known of a person from their referrals. Read from the log, so that two that come at once see each other. */
public final class KnownPersons {
    private final CommandRunner commands;
    private final Policies policies;

    public KnownPersons(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    /** @param referral of the person, the one that is nearest; @param differs the fields in which it does not agree */
    public record Likeness(String referral, List<String> differs) {
        public boolean same() {
            return differs.isEmpty();
        }
    }

    /** Empty when nothing can be compared: what is known of the person is erased. */
    public Optional<Likeness> compare(String tenant, ReferralState one, MemberIdState memberId) {
        var mine = one.content().demographics().value();
        if (mine.isEmpty()) return Optional.empty();
        var found = new ArrayList<Likeness>();
        for (String referral : referralsOf(tenant, memberId)) {
            if (referral.equals(one.content().referral())) continue;
            other(tenant, referral, memberId.person())
                    .ifPresent(d -> found.add(new Likeness(referral, Ref2SamePerson.differs(mine.get(), d))));
        }
        return found.stream().min(Comparator.comparingInt(l -> l.differs().size()));
    }

    private Optional<Demographics> other(String tenant, String referral, String person) {
        var state = commands.load(Aggregates.REFERRAL, Aggregates.referral(tenant, referral))
                .state();
        return person.equals(state.person()) ? state.content().demographics().value() : Optional.empty();
    }

    /** Those that state the id; all of the person's where it was claimed before claims named their referral. */
    private List<String> referralsOf(String tenant, MemberIdState memberId) {
        var referrals = new LinkedHashSet<>(memberId.claims());
        if (memberId.unnamed())
            for (String program : policies.practice().programs().keySet()) {
                var place = commands.load(
                                Aggregates.OPEN_EPISODE, Aggregates.openEpisode(tenant, memberId.person(), program))
                        .state();
                if (place.referral() != null) referrals.add(place.referral());
                referrals.addAll(place.ended());
            }
        return List.copyOf(referrals);
    }
}
