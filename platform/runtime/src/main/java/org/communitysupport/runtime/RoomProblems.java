package org.communitysupport.runtime;

import com.mongodb.MongoException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.communitysupport.log.LaneLog;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.PersonKeys;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Problems;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the rooms throw, as answers. */
@Singleton
class RoomProblems {
    private static final Logger LOG = Logger.getLogger(RoomProblems.class);

    private final Problems problems;

    RoomProblems(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response unknownOutcome(LaneLog.Unavailable e, RoutingContext routing) {
        LOG.warn("the log gave no definite answer", e);
        return problems.render(
                Problem.of(
                                503,
                                "outcome-unknown",
                                "It is not known whether the request was carried out. Send it again with the same "
                                        + "Idempotency-Key; it has no second effect.")
                        .header("Retry-After", "1"),
                routing);
    }

    @ServerExceptionMapper
    Response tooLarge(LaneLog.TooLarge e, RoutingContext routing) {
        return problems.render(
                Problem.of(
                        413, "commit-too-large", "The request would store more than 1 MiB at once. Send less of it."),
                routing);
    }

    @ServerExceptionMapper
    Response database(MongoException e, RoutingContext routing) {
        LOG.warn("the database did not answer as it should", e);
        return problems.render(
                Problem.of(
                                503,
                                "database-unavailable",
                                "The database did not answer. Send the request again after the seconds in Retry-After.")
                        .header("Retry-After", "1"),
                routing);
    }

    @ServerExceptionMapper
    Response noPack(PolicyPacks.NoPack e, RoutingContext routing) {
        return problems.render(
                Problem.of(
                        422,
                        "no-policy-pack",
                        "No policy pack covers this: " + e.getMessage() + ". Check program, payer and day."),
                routing);
    }

    @ServerExceptionMapper
    Response erased(PersonKeys.PersonErased e, RoutingContext routing) {
        return problems.render(
                Problem.of(
                        409,
                        "person-erased",
                        "The data of this person was erased, so nothing can be recorded for them."),
                routing);
    }
}
