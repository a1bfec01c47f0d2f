package org.communitysupport.billing.process;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.AccountDecider;
import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/**
 * A claim that did not pass goes by itself when what was missing arrives: its day waits in the person's account, and every new fact there
 * has the day judged again. The first entry into waiting does so too, because a fact may have come in between.
 */
public final class ScrubAgain {
    private ScrubAgain() {}

    public static Reaction whenScrubbed(ClaimDesk desk) {
        return Ignored.rest(Reaction.named("WhenScrubbedThenAwaitFacts")
                .on(
                        "billing.ClaimScrubFailed",
                        DayClaimsEvent.ClaimScrubFailed.class,
                        (event, context) -> wait(
                                event,
                                context,
                                new AccountCommand.AwaitFacts(event.data().person(), date(event))))
                .on("billing.ClaimScrubPassed", DayClaimsEvent.ClaimScrubPassed.class, (event, context) -> {
                    var day = Aggregates.day(
                            event.envelope().tenant(), event.data().person(), date(event));
                    boolean another = desk.day(day).claims().values().stream()
                            .anyMatch(c -> c.status() == DayClaims.Status.FAILED);
                    if (!another)
                        wait(
                                event,
                                context,
                                new AccountCommand.StopWaiting(event.data().person(), date(event)));
                }));
    }

    public static Reaction whenFactsChange(ClaimDesk desk) {
        return Ignored.rest(Reaction.named("WhenFactsChangeThenScrubAgain")
                .on(
                        "billing.ClaimFactsAwaited",
                        AccountEvent.ClaimFactsAwaited.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                List.of(event.data().date())))
                .on(
                        "billing.DemographicsNoted",
                        AccountEvent.DemographicsNoted.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                event.data().waitingDays()))
                .on(
                        "billing.InsuranceNoted",
                        AccountEvent.InsuranceNoted.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                event.data().waitingDays()))
                .on(
                        "billing.InsuranceEnded",
                        AccountEvent.InsuranceEnded.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                event.data().waitingDays()))
                .on(
                        "billing.DiagnosesNoted",
                        AccountEvent.DiagnosesNoted.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                event.data().waitingDays()))
                .on(
                        "billing.AuthorizationNoted",
                        AccountEvent.AuthorizationNoted.class,
                        (event, context) -> again(
                                desk,
                                event,
                                context,
                                event.data().person(),
                                event.data().waitingDays())));
    }

    private static void again(
            ClaimDesk desk, Event<?> event, Reaction.Context context, String person, List<LocalDate> days) {
        for (var date : days) {
            var day = Aggregates.day(event.envelope().tenant(), person, date);
            ClaimDesk.mustBeDone(desk.scrubAgain(day, context.commandContext(day)));
        }
    }

    private static void wait(Event<?> event, Reaction.Context context, AccountCommand command) {
        context.run(
                Aggregates.MEMBER_ACCOUNT,
                Aggregates.account(event.envelope().tenant(), command.person()),
                command,
                new AccountDecider.NoFacts());
    }

    private static LocalDate date(Event<? extends DayClaimsEvent> event) {
        return LocalDate.parse(
                Aggregates.dayOf(event.envelope().tenant(), event.data().claim())
                        .local());
    }
}
