package org.communitysupport.eligibility.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;

/** The persons that the caller's agency has accepted; nobody else's facts are kept for it. {@code ?after=} awaits the acceptance. */
@ApplicationScoped
public class KnownPersons {
    private final Caller caller;
    private final Paging paging;
    private final Views views;

    KnownPersons(Caller caller, Paging paging, Views views) {
        this.caller = caller;
        this.paging = paging;
        this.views = views;
    }

    /** The aggregate of a person who is known here; 404 for everybody else. */
    AggregateId aggregate(String type, String publicId) {
        var id = caller.aggregate(type, publicId);
        paging.await(EligibilityView.VIEW);
        var known = Query.all().where("person", id.key()).limit(1);
        if (views.page(EligibilityView.VIEW, caller.tenant(), known).rows().isEmpty()) throw Problem.notFound("person");
        return id;
    }
}
