package org.communitysupport.referral.infrastructure;

import java.util.List;
import java.util.Optional;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.runtime.PersonRegister;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;

/** The persons that somebody referred to an agency. */
final class PersonsOfReferrals implements PersonRegister {
    private final Views views;

    PersonsOfReferrals(Views views) {
        this.views = views;
    }

    @Override
    public boolean knows(String tenant, String person) {
        return first(tenant, Query.all().where("person", person)).isPresent();
    }

    @Override
    public Optional<String> open(String tenant, String person) {
        var open = List.of(Stage.values()).stream()
                .filter(stage -> stage != Stage.NONE && !stage.ended())
                .map(Stage::name)
                .toList();
        return first(tenant, Query.all().where("person", person).in("stage", open))
                .map(row -> row.receipt().referral());
    }

    private Optional<ReferralRow> first(String tenant, Query query) {
        return views.page(ReferralsView.VIEW, tenant, query.limit(1)).rows().stream()
                .findFirst()
                .map(found -> found.row());
    }
}
