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
                                "the log gave no definite answer in time; send the same request with the same"
                                        + " Idempotency-Key again")
                        .header("Retry-After", "1"),
                routing);
    }

    @ServerExceptionMapper
    Response tooLarge(LaneLog.TooLarge e, RoutingContext routing) {
        return problems.render(
                Problem.of(413, "commit-too-large", "what this command stores would exceed 1 MiB"), routing);
    }

    @ServerExceptionMapper
    Response database(MongoException e, RoutingContext routing) {
        LOG.warn("the database did not answer as it should", e);
        return problems.render(
                Problem.of(503, "database-unavailable", "the database did not answer; try again")
                        .header("Retry-After", "1"),
                routing);
    }

    @ServerExceptionMapper
    Response noPack(PolicyPacks.NoPack e, RoutingContext routing) {
        return problems.render(Problem.of(422, "no-policy-pack", e.getMessage()), routing);
    }

    @ServerExceptionMapper
    Response erased(PersonKeys.PersonErased e, RoutingContext routing) {
        return problems.render(Problem.of(409, "person-erased", e.getMessage()), routing);
    }
}
