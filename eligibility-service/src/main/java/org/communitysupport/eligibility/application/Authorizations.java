package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.util.HashMap;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent;
import org.communitysupport.eligibility.domain.AuthorizationsFacts;
import org.communitysupport.eligibility.domain.AuthorizationsState;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Rejection;

/** Pass-through, requests and answers of one person in one program. */
public final class Authorizations {
    private final CommandRunner commands;
    private final Policies policies;
    private final Coverages coverages;

    public Authorizations(CommandRunner commands, Policies policies, Coverages coverages) {
        this.commands = commands;
        this.policies = policies;
        this.coverages = coverages;
    }

    /** @param payer null for whoever covers the first day */
    public Outcome<AuthorizationsEvent> passThrough(
            Key key, String payer, LocalDate notifiedOn, LocalDate from, Integer units, String reference) {
        var loaded = load(key);
        String pays = payer(key, loaded, payer, from);
        if (pays == null) return payerUnknown(loaded);
        var on = notifiedOn == null ? policies.today(key.program()) : notifiedOn;
        var command = new NotifyPassThrough(
                Ids.authorization(key.context()),
                key.episode(),
                pays,
                on,
                from,
                units,
                reference,
                policies.today(key.program()),
                coverages.of(key.context().tenant(), key.person()).on(from).isPresent());
        return run(key, command, policies.authorizations(key.program(), pays, on));
    }

    public Outcome<AuthorizationsEvent> request(
            Key key,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            boolean expedited,
            LocalDate housingSince,
            LocalDate requestedOn) {
        var loaded = load(key);
        String pays = payer(key, loaded, payer, from);
        if (pays == null) return payerUnknown(loaded);
        var on = requestedOn == null ? policies.today(key.program()) : requestedOn;
        var command = new RequestAuthorization(
                Ids.authorization(key.context()), key.episode(), pays, units, from, to, expedited, housingSince, on);
        return run(key, command, policies.authorizations(key.program(), pays, on));
    }

    public Outcome<AuthorizationsEvent> notRequired(Key key, String payer, LocalDate from, LocalDate to) {
        var loaded = load(key);
        String pays = payer(key, loaded, payer, from);
        if (pays == null) return payerUnknown(loaded);
        var command = new DeclareNotRequired(Ids.authorization(key.context()), key.episode(), pays, from, to);
        return run(key, command, policies.authorizations(key.program(), pays, from));
    }

    /** The pack is that under which it was requested. */
    public Outcome<AuthorizationsEvent> answer(Key key, String authorization, AuthorizationsCommand command) {
        var asked = load(key).state().authorizations().get(authorization);
        var facts = asked == null || asked.requested() == null
                ? new AuthorizationsFacts(policies.today(key.program()), null)
                : policies.authorizations(
                        key.program(), asked.payer(), asked.requested().requestedOn());
        return run(key, command, facts);
    }

    /** Asks of each request whose due day went by whether the payer's silence is a denial, by the rules of the day of the request. */
    public Outcome<AuthorizationsEvent> missDecisions(AggregateId id, CommandContext context) {
        var state = commands.load(Aggregates.AUTHORIZATIONS, id).state();
        var today = policies.today(state.program());
        var denies = new HashMap<String, Basis>();
        for (var asked : state.authorizations().values()) {
            if (!asked.overdueBy(today)) continue;
            var rules = policies.authorizations(
                            state.program(), asked.payer(), asked.requested().requestedOn())
                    .rules();
            if (rules != null && rules.silenceDenies())
                denies.put(asked.id(), rules.pack().basis("ELG-13"));
        }
        var facts = new AuthorizationsFacts(today, null);
        return commands.run(Aggregates.AUTHORIZATIONS, id, new MissDecisions(denies), facts, context);
    }

    /** Gives back what visits hold that nobody noted in time. */
    public Outcome<AuthorizationsEvent> releasePassedVisits(AggregateId id, CommandContext context) {
        String program = commands.load(Aggregates.AUTHORIZATIONS, id).state().program();
        var today = policies.today(program);
        Integer days = policies.unnotedVisitDays(program);
        var lastDay = days == null ? LocalDate.MIN : today.minusDays(days + 1L);
        var facts = new AuthorizationsFacts(today, null);
        return commands.run(Aggregates.AUTHORIZATIONS, id, new ReleasePassedVisits(lastDay), facts, context);
    }

    /** Says of each authorisation whose last day has passed, in the program's time zone, that it expired. */
    public Outcome<AuthorizationsEvent> expire(AggregateId id, CommandContext context) {
        String program = commands.load(Aggregates.AUTHORIZATIONS, id).state().program();
        var facts = new AuthorizationsFacts(policies.today(program), null);
        return commands.run(Aggregates.AUTHORIZATIONS, id, new ExpireAuthorizations(), facts, context);
    }

    public AuthorizationsState state(String tenant, String person, String program) {
        return commands.load(Aggregates.AUTHORIZATIONS, Aggregates.authorizations(tenant, person, program))
                .state();
    }

    public LocalDate today(String program) {
        return policies.today(program);
    }

    /**
     * Whose authorisations, and under which request.
     *
     * @param episode null for the newest
     */
    public record Key(String person, String program, String episode, CommandContext context) {
        AggregateId id() {
            return Aggregates.authorizations(context.tenant(), person, program);
        }
    }

    /** The key with the newest episode where none was named. */
    public Key settled(Key key) {
        if (key.episode() != null) return key;
        var newest = load(key).state().episodes().keySet().stream().reduce((a, b) -> b);
        return new Key(key.person(), key.program(), newest.orElse("none"), key.context());
    }

    private CommandRunner.Loaded<AuthorizationsState> load(Key key) {
        return commands.load(Aggregates.AUTHORIZATIONS, key.id());
    }

    private String payer(Key key, CommandRunner.Loaded<AuthorizationsState> loaded, String named, LocalDate on) {
        if (named != null) return named;
        var started = loaded.state().episodes().get(key.episode());
        return coverages.payerOn(key.context().tenant(), key.person(), on, started == null ? null : started.payer());
    }

    private Outcome<AuthorizationsEvent> run(Key key, AuthorizationsCommand command, AuthorizationsFacts facts) {
        return commands.run(Aggregates.AUTHORIZATIONS, key.id(), command, facts, key.context());
    }

    private static Outcome<AuthorizationsEvent> payerUnknown(CommandRunner.Loaded<AuthorizationsState> loaded) {
        return new Outcome.Refused<>(
                Rejection.ofContent(
                        "payer-unknown",
                        "ELG-1",
                        "/payer",
                        "The person has no coverage on that day, and the request names no payer. Record the "
                                + "coverage, or name the payer."),
                loaded.version());
    }
}
