package org.communitysupport.billing.process;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.application.ClaimFinder;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.account.AccountEvent.AuthorizationNoted;
import org.communitysupport.billing.domain.account.AccountEvent.ClaimFactsAwaited;
import org.communitysupport.billing.domain.account.AccountEvent.DemographicsNoted;
import org.communitysupport.billing.domain.account.AccountEvent.DiagnosesNoted;
import org.communitysupport.billing.domain.account.AccountEvent.InsuranceEnded;
import org.communitysupport.billing.domain.account.AccountEvent.InsuranceNoted;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/**
 * A claim that did not pass goes by itself when what was missing arrives: its day waits in the person's account, and every new fact there
 * has the day judged again. The first entry into waiting does so too, because a fact may have come in between.
 */
public final class ScrubAgain {
    private ScrubAgain() {}

    public static Reaction whenScrubbed(ClaimDesk desk) {
        return Published.restIgnored(Reaction.named("WhenScrubbedThenAwaitFacts")
                .on(
                        "billing.ClaimScrubFailed",
                        ClaimScrubFailed.class,
                        (event, context) -> NoteFacts.note(
                                event,
                                context,
                                new AccountCommand.AwaitFacts(event.data().person(), date(event))))
                .on("billing.ClaimScrubPassed", ClaimScrubPassed.class, (event, context) -> {
                    String person = event.data().person();
                    var day = Aggregates.day(event.envelope().tenant(), person, date(event));
                    boolean another = desk.day(day).claims().values().stream()
                            .anyMatch(c -> c.status() == DayClaims.Status.FAILED);
                    if (!another) NoteFacts.note(event, context, new AccountCommand.StopWaiting(person, date(event)));
                }));
    }

    public static Reaction whenFactsChange(ClaimDesk desk, ClaimFinder finder) {
        var reaction = Reaction.named("WhenFactsChangeThenScrubAgain")
                .on(
                        "billing.ClaimFactsAwaited",
                        ClaimFactsAwaited.class,
                        (event, context) ->
                                again(desk, event, context, List.of(event.data().date())));
        fact(reaction, desk, "DemographicsNoted", DemographicsNoted.class);
        reaction.on(
                "billing.InsuranceNoted",
                InsuranceNoted.class,
                (event, context) ->
                        covered(desk, finder, event, context, event.data().from()));
        reaction.on(
                "billing.InsuranceEnded",
                InsuranceEnded.class,
                (event, context) ->
                        covered(desk, finder, event, context, event.data().endedOn()));
        fact(reaction, desk, "DiagnosesNoted", DiagnosesNoted.class);
        fact(reaction, desk, "AuthorizationNoted", AuthorizationNoted.class);
        return Published.restIgnored(reaction);
    }

    /** A claim that is here is built with the new name at the latest when it leaves; one that has left is to be replaced. */
    public static Reaction whenPersonCorrected(ClaimDesk desk, ClaimFinder finder) {
        return Published.restIgnored(Reaction.named("WhenPersonCorrectedThenReplaceClaims")
                .on("billing.DemographicsNoted", DemographicsNoted.class, (event, context) -> {
                    String tenant = event.envelope().tenant();
                    String person = event.data().person();
                    for (var date : finder.days(tenant, person, null)) {
                        var day = Aggregates.day(tenant, person, date);
                        desk.personCorrected(day, context.commandContext(day));
                    }
                }));
    }

    private static <E extends AccountEvent.Fact> void fact(
            Reaction reaction, ClaimDesk desk, String name, Class<E> type) {
        reaction.on(
                "billing." + name,
                type,
                (event, context) -> again(desk, event, context, event.data().waitingDays()));
    }

    /** Coverage is looked at again for whatever is ready or has left, too. Which days that are is a hint: a batch looks once more. */
    private static <E extends AccountEvent.Fact> void covered(
            ClaimDesk desk, ClaimFinder finder, Event<E> event, Reaction.Context context, LocalDate from) {
        var days = new TreeSet<>(event.data().waitingDays());
        days.addAll(finder.days(event.envelope().tenant(), event.data().person(), from));
        again(desk, event, context, List.copyOf(days));
    }

    private static void again(
            ClaimDesk desk, Event<? extends AccountEvent> event, Reaction.Context context, List<LocalDate> days) {
        for (var date : days) {
            var day = Aggregates.day(event.envelope().tenant(), event.data().person(), date);
            desk.scrubAgain(day, context.commandContext(day));
        }
    }

    private static LocalDate date(Event<? extends DayClaimsEvent> event) {
        return LocalDate.parse(
                Aggregates.dayOf(event.envelope().tenant(), event.data().claim())
                        .local());
    }
}
