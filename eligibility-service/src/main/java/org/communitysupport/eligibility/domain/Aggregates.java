package org.communitysupport.eligibility.domain;

import java.util.List;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;

/** The kinds of aggregates of this service and where each lives; all on the person's lane. The type names are for ever. */
public final class Aggregates {
    public static final Aggregate<CoverageCommand, CoverageState, CoverageEvent, CoverageFacts> COVERAGE =
            new Aggregate<>("coverage", CoverageEvent.class, new CoverageDecider());
    public static final Aggregate<DeterminationCommand, DeterminationState, DeterminationEvent, DeterminationFacts>
            DETERMINATION = new Aggregate<>("determination", DeterminationEvent.class, new DeterminationDecider());
    public static final Aggregate<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            AUTHORIZATIONS = new Aggregate<>("authorizations", AuthorizationsEvent.class, new AuthorizationsDecider());

    private Aggregates() {}

    public static List<Aggregate<?, ?, ?, ?>> all() {
        return List.of(COVERAGE, DETERMINATION, AUTHORIZATIONS);
    }

    public static AggregateId coverage(String tenant, String person) {
        return AggregateId.of(tenant, "coverage", person);
    }

    public static AggregateId determination(String tenant, String person, String episode) {
        return new AggregateId(tenant, "determination", person, episode);
    }

    public static AggregateId authorizations(String tenant, String person, String program) {
        return new AggregateId(tenant, "authorizations", person, program.replace('.', '_'));
    }
}
