package org.communitysupport.encounter.process;

import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;

import org.communitysupport.encounter.application.Encounters;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterCancelled;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterMissed;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;
import org.communitysupport.encounter.domain.MemberFileCommand;
import org.communitysupport.encounter.domain.MemberFileCommand.UnwatchVisit;
import org.communitysupport.encounter.domain.MemberFileCommand.WatchVisit;
import org.communitysupport.encounter.domain.MemberFileEvent.EpisodeFact;
import org.communitysupport.encounter.domain.MemberFileEvent.VisitWatched;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/**
 * The end of an episode cancels what is planned after it. A visit registers with the member's file and is looked at after that, and every
 * end looks at what is registered: so neither a visit that is planned while the end arrives, nor an end while a visit is planned, is missed.
 */
public final class WhenEpisodeEndsThenCancelItsVisits {
    private WhenEpisodeEndsThenCancelItsVisits() {}

    public static Reaction reaction(Encounters encounters) {
        return Published.restIgnored(Reaction.named("WhenEpisodeEndsThenCancelItsVisits")
                .on("encounter.EncounterScheduled", EncounterScheduled.class, (e, c) -> {
                    var v = e.data();
                    file(e, c, new WatchVisit(v.person(), v.program(), v.encounter(), v.episode(), v.date()));
                })
                .on("encounter.EncounterCancelled", EncounterCancelled.class, (e, c) -> {
                    var v = e.data();
                    file(e, c, new UnwatchVisit(v.person(), v.program(), v.encounter()));
                })
                .on("encounter.EncounterMissed", EncounterMissed.class, (e, c) -> {
                    var v = e.data();
                    file(e, c, new UnwatchVisit(v.person(), v.program(), v.encounter()));
                })
                .on("encounter.EncounterLogged", EncounterLogged.class, (e, c) -> {
                    var v = e.data();
                    if (v.reservedLine() != null) file(e, c, new UnwatchVisit(v.person(), v.program(), v.encounter()));
                })
                .on(
                        "encounter.VisitWatched",
                        VisitWatched.class,
                        (e, c) -> cancel(
                                encounters, e, c, e.data().person(), e.data().program()))
                .on(
                        "encounter.EpisodeFact",
                        EpisodeFact.class,
                        (e, c) -> cancel(
                                encounters, e, c, e.data().person(), e.data().program())));
    }

    private static void cancel(
            Encounters encounters, Event<?> event, Reaction.Context context, String person, String program) {
        encounters.cancelAfterTheEnd(event.envelope().tenant(), person, program, context::commandContext);
    }

    private static void file(Event<?> event, Reaction.Context context, MemberFileCommand command) {
        context.run(
                MEMBER_FILE,
                Ids.memberFile(event.envelope().tenant(), command.person(), command.program()),
                command,
                NoFacts.NONE);
    }
}
