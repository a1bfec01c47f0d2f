package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.NotePersonCorrected;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.Rescrub;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Uuid5;

/** Runs commands on the claims of a day with the facts that they are judged with. */
@Singleton
public class ClaimDesk {
    private final CommandRunner runner;
    private final BillingPolicy policy;
    private final TradingPartners partners;
    private final BusinessClock clock;

    @Inject
    public ClaimDesk(CommandRunner runner, BillingPolicy policy, TradingPartners partners, BusinessClock clock) {
        this.runner = runner;
        this.policy = policy;
        this.partners = partners;
        this.clock = clock;
    }

    /** What the claims of that person, payer and day are judged with. */
    public ClaimFacts facts(String tenant, String person, String program, String payer, LocalDate date) {
        return new ClaimFacts(
                policy.rules(program, payer, date),
                partners.agency(tenant),
                account(tenant, person),
                today(program, date));
    }

    private MemberAccount account(String tenant, String person) {
        return runner.load(Aggregates.MEMBER_ACCOUNT, Aggregates.account(tenant, person))
                .state();
    }

    private LocalDate today(String program, LocalDate date) {
        return clock.today(policy.zone(program, date));
    }

    public DayClaims day(AggregateId day) {
        return runner.load(Aggregates.DAY_CLAIMS, day).state();
    }

    /** Facts for a claim that exists. */
    public ClaimFacts facts(String tenant, DayClaims.Claim claim) {
        var built = claim.built();
        return facts(tenant, built.person(), built.program(), built.payer(), built.date());
    }

    /** Judges again what did not pass or has not left yet, and the coverage of what left; each by the rules of its program and payer. */
    public void scrubAgain(AggregateId day, CommandContext context) {
        var one = new LinkedHashMap<Rescrub, DayClaims.Claim>();
        for (var claim : day(day).claims().values())
            if (claim.isToScrub() || claim.status().sent())
                one.put(new Rescrub(claim.built().program(), claim.built().payer()), claim);
        one.forEach((command, claim) -> run(
                        day,
                        command,
                        facts(context.tenant(), claim),
                        derived(context, command.program(), command.payer()))
                .mustBeDone());
    }

    /** Judges again what is still here, and marks what has left with the former name for replacement. */
    public void personCorrected(AggregateId day, CommandContext context) {
        scrubAgain(day, context);
        var one = new LinkedHashMap<NotePersonCorrected, DayClaims.Claim>();
        for (var claim : day(day).claims().values())
            if (claim.status().sent())
                one.put(
                        new NotePersonCorrected(
                                claim.built().program(), claim.built().payer()),
                        claim);
        one.forEach((command, claim) -> run(
                        day,
                        command,
                        facts(context.tenant(), claim),
                        derived(context, "person-corrected", command.program(), command.payer()))
                .mustBeDone());
    }

    public Outcome<DayClaimsEvent> run(
            AggregateId day, DayClaimsCommand command, ClaimFacts facts, CommandContext context) {
        return runner.run(Aggregates.DAY_CLAIMS, day, command, facts, context);
    }

    /** A context of its own for each of several commands that follow from one cause. */
    public static CommandContext derived(CommandContext context, String... what) {
        var parts = new String[what.length + 1];
        parts[0] = context.commandId().toString();
        System.arraycopy(what, 0, parts, 1, what.length);
        UUID id = Uuid5.of(parts);
        return context.withCommandId(id).atAnyVersion();
    }
}
