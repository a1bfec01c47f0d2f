package org.communitysupport.encounter.domain;

import java.util.List;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverage;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverageEnd;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeClosed;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeOpened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeReopened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteOrder;
import org.communitysupport.encounter.domain.MemberFileCommand.NotePlan;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenDay;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenFile;
import org.communitysupport.encounter.domain.MemberFileCommand.SettleDay;
import org.communitysupport.encounter.domain.MemberFileCommand.UnwatchVisit;
import org.communitysupport.encounter.domain.MemberFileCommand.WatchVisit;
import org.communitysupport.encounter.domain.MemberFileEvent.CoverageFact;
import org.communitysupport.encounter.domain.MemberFileEvent.DayOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.DaySettled;
import org.communitysupport.encounter.domain.MemberFileEvent.EpisodeFact;
import org.communitysupport.encounter.domain.MemberFileEvent.MemberFileOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.OrderFact;
import org.communitysupport.encounter.domain.MemberFileEvent.PlanFact;
import org.communitysupport.encounter.domain.MemberFileEvent.VisitUnwatched;
import org.communitysupport.encounter.domain.MemberFileEvent.VisitWatched;
import org.communitysupport.encounter.domain.MemberFileState.Coverage;
import org.communitysupport.encounter.domain.MemberFileState.Episode;
import org.communitysupport.encounter.domain.MemberFileState.File;
import org.communitysupport.encounter.domain.MemberFileState.Membership;
import org.communitysupport.encounter.domain.MemberFileState.Opened;
import org.communitysupport.encounter.domain.MemberFileState.Order;
import org.communitysupport.encounter.domain.MemberFileState.Plan;
import org.communitysupport.encounter.domain.MemberFileState.Unopened;
import org.communitysupport.encounter.domain.MemberFileState.Visit;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * Keeps the facts a release rests on. A day with contacts registers here first and is judged afterwards; every later fact names it. So a
 * hold lifts by itself, and no fact falls between.
 */
public final class MemberFileDecider implements Decider<MemberFileCommand, MemberFileState, MemberFileEvent, NoFacts> {
    public static final Aggregate<MemberFileCommand, MemberFileState, MemberFileEvent, NoFacts> MEMBER_FILE =
            new Aggregate<>("member-file", MemberFileEvent.class, new MemberFileDecider());

    @Override
    public MemberFileState initial() {
        return new Unopened(File.EMPTY);
    }

    @Override
    public Decision<MemberFileEvent> decide(MemberFileCommand command, MemberFileState state, NoFacts facts) {
        var days = state.file().openDays();
        var events =
                switch (command) {
                    case OpenFile c ->
                        List.of(new MemberFileOpened(
                                c.person(),
                                c.episode(),
                                c.program(),
                                c.payer(),
                                c.team(),
                                c.referral(),
                                c.source(),
                                days));
                    case NoteEpisodeOpened c -> List.of(opened(c, state.file()));
                    case NoteEpisodeClosed c -> List.of(closed(c, state.file()));
                    case NoteEpisodeReopened c -> reopened(c, state.file());
                    case NoteCoverage c ->
                        List.of(new CoverageFact(
                                c.person(),
                                c.program(),
                                c.payer(),
                                c.verifiedFrom(),
                                c.verifiedTo(),
                                null,
                                c.source(),
                                days));
                    case NoteCoverageEnd c -> ended(c, state.file());
                    case NoteOrder c ->
                        List.of(new OrderFact(
                                c.person(), c.program(), c.order(), c.orderedOn(), c.validTo(), c.source(), days));
                    case NotePlan c ->
                        List.of(new PlanFact(
                                c.person(),
                                c.program(),
                                c.episode(),
                                c.plan(),
                                c.version(),
                                c.activatedOn(),
                                c.from(),
                                c.to(),
                                List.copyOf(c.goals()),
                                List.copyOf(c.part2Goals()),
                                c.goalTargets(),
                                c.source(),
                                days));
                    case WatchVisit c ->
                        List.of(new VisitWatched(c.person(), c.program(), c.encounter(), c.episode(), c.date()));
                    case UnwatchVisit c -> List.of(new VisitUnwatched(c.person(), c.program(), c.encounter()));
                    case OpenDay c -> List.of(new DayOpened(c.person(), c.program(), c.date()));
                    case SettleDay c -> List.of(new DaySettled(c.person(), c.program(), c.date()));
                };
        return Decision.acceptAll(
                events.stream().filter(e -> !evolve(state, e).equals(state)).toList());
    }

    private static EpisodeFact opened(NoteEpisodeOpened c, File file) {
        var end = file.episode(c.episode()).map(Episode::closedOn).orElse(null);
        return new EpisodeFact(c.person(), c.program(), c.episode(), c.openedOn(), end, c.source(), file.openDays());
    }

    private static EpisodeFact closed(NoteEpisodeClosed c, File file) {
        var start = file.episode(c.episode()).map(Episode::openedOn).orElse(null);
        return new EpisodeFact(c.person(), c.program(), c.episode(), start, c.closedOn(), c.source(), file.openDays());
    }

    private static List<EpisodeFact> reopened(NoteEpisodeReopened c, File file) {
        return file.episode(c.episode()).filter(e -> e.closedOn() != null).stream()
                .map(e -> new EpisodeFact(
                        c.person(), c.program(), c.episode(), e.openedOn(), null, c.source(), file.openDays()))
                .toList();
    }

    /** Every proof of that payer that speaks for days after the end is cut short. */
    private static List<CoverageFact> ended(NoteCoverageEnd c, File file) {
        return file.coverages().stream()
                .filter(k -> k.payer().equals(c.payer()) && k.verifiedTo().isAfter(c.endedOn()))
                .map(k -> new CoverageFact(
                        c.person(),
                        c.program(),
                        c.payer(),
                        k.verifiedFrom(),
                        k.verifiedTo(),
                        c.endedOn(),
                        c.source(),
                        file.openDays()))
                .toList();
    }

    @Override
    public MemberFileState evolve(MemberFileState state, MemberFileEvent event) {
        var f = state.file();
        return switch (event) {
            case MemberFileOpened e ->
                state.with(new Membership(e.episode(), e.payer(), e.team(), e.referral(), e.source()));
            case EpisodeFact e -> with(state, f.with(new Episode(e.episode(), e.openedOn(), e.closedOn(), e.source())));
            case CoverageFact e ->
                with(state, f.with(new Coverage(e.payer(), e.verifiedFrom(), e.verifiedTo(), e.endedOn(), e.source())));
            case OrderFact e -> with(state, f.with(new Order(e.order(), e.orderedOn(), e.validTo(), e.source())));
            case PlanFact e ->
                with(
                        state,
                        f.with(new Plan(
                                e.episode(),
                                e.plan(),
                                e.version(),
                                e.from(),
                                e.to(),
                                e.goals(),
                                e.part2Goals(),
                                e.goalTargets(),
                                e.source())));
            case VisitWatched e -> with(state, f.with(new Visit(e.encounter(), e.episode(), e.date())));
            case VisitUnwatched e -> with(state, f.withoutVisit(e.encounter()));
            case DayOpened e -> with(state, f.withOpen(e.date()));
            case DaySettled e -> with(state, f.withSettled(e.date()));
        };
    }

    private static MemberFileState with(MemberFileState state, File file) {
        return switch (state) {
            case Unopened u -> new Unopened(file);
            case Opened o -> new Opened(o.memberships(), file);
        };
    }
}
