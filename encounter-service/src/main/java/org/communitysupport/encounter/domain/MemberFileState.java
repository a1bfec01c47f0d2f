package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is known of one member in one program. */
public sealed interface MemberFileState {

    record Episode(String episode, LocalDate openedOn, LocalDate closedOn, String source) {
        public boolean isOpenOn(LocalDate day) {
            return openedOn != null && !day.isBefore(openedOn) && (closedOn == null || !day.isAfter(closedOn));
        }
    }

    record Coverage(String payer, LocalDate verifiedFrom, LocalDate verifiedTo, LocalDate endedOn, String source) {
        public boolean proves(LocalDate day) {
            return !day.isBefore(verifiedFrom)
                    && !day.isAfter(verifiedTo)
                    && (endedOn == null || !day.isAfter(endedOn));
        }

        /** It may have ended earlier than was thought. */
        boolean isOfSameProof(Coverage other) {
            return payer.equals(other.payer)
                    && verifiedFrom.equals(other.verifiedFrom)
                    && verifiedTo.equals(other.verifiedTo);
        }
    }

    record Order(String order, LocalDate orderedOn, LocalDate validTo, String source) {
        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(orderedOn) && !day.isAfter(validTo);
        }
    }

    /**
     * @param episode null where it was not kept
     * @param goalTargets target dates; empty where they were not kept
     * @param part2Goals goals of substance-use treatment; empty where it was not kept
     */
    record Plan(
            String episode,
            String plan,
            int version,
            LocalDate from,
            LocalDate to,
            List<String> goals,
            List<String> part2Goals,
            Map<String, LocalDate> goalTargets,
            String source) {
        public Plan {
            goals = List.copyOf(goals);
            part2Goals = part2Goals == null ? List.of() : List.copyOf(part2Goals);
            goalTargets = goalTargets == null ? Map.of() : Map.copyOf(goalTargets);
        }

        /** Where it is not known whose plan it is, it counts for every episode. */
        boolean isOf(List<Episode> episodes) {
            return episode == null
                    || episodes.stream().anyMatch(e -> e.episode().equals(episode));
        }

        public boolean isActiveOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** A planned visit. */
    record Visit(String encounter, String episode, LocalDate date) {}

    /** Who the member is to us in one episode. */
    record Membership(String episode, String payer, String team, String referral, String source) {}

    /** The facts, newest last, and the days that wait for them. */
    record File(
            List<Episode> episodes,
            List<Coverage> coverages,
            List<Order> orders,
            List<Plan> plans,
            List<LocalDate> openDays,
            List<Visit> visits) {
        public static final File EMPTY = new File(List.of(), List.of(), List.of(), List.of(), List.of());

        /** One without planned visits. */
        public File(
                List<Episode> episodes,
                List<Coverage> coverages,
                List<Order> orders,
                List<Plan> plans,
                List<LocalDate> openDays) {
            this(episodes, coverages, orders, plans, openDays, List.of());
        }

        public File {
            episodes = List.copyOf(episodes);
            coverages = List.copyOf(coverages);
            orders = List.copyOf(orders);
            plans = List.copyOf(plans);
            openDays = List.copyOf(openDays);
            visits = List.copyOf(visits);
        }

        File with(Episode episode) {
            var all = put(episodes, e -> e.episode().equals(episode.episode()), episode);
            return new File(all, coverages, orders, plans, openDays, visits);
        }

        File with(Coverage coverage) {
            var all = put(coverages, coverage::isOfSameProof, coverage);
            return new File(episodes, all, orders, plans, openDays, visits);
        }

        File with(Order order) {
            var all = put(orders, o -> o.order().equals(order.order()), order);
            return new File(episodes, coverages, all, plans, openDays, visits);
        }

        File with(Plan plan) {
            var all = put(plans, p -> p.plan().equals(plan.plan()) && p.version() == plan.version(), plan);
            return new File(episodes, coverages, orders, all, openDays, visits);
        }

        File withOpen(LocalDate day) {
            var days = new TreeSet<>(openDays);
            days.add(day);
            return new File(episodes, coverages, orders, plans, List.copyOf(days), visits);
        }

        File withSettled(LocalDate day) {
            var days = openDays.stream().filter(d -> !d.equals(day)).toList();
            return new File(episodes, coverages, orders, plans, days, visits);
        }

        File with(Visit visit) {
            var all = put(visits, v -> v.encounter().equals(visit.encounter()), visit);
            return new File(episodes, coverages, orders, plans, openDays, all);
        }

        File withoutVisit(String encounter) {
            var all = visits.stream()
                    .filter(v -> !v.encounter().equals(encounter))
                    .toList();
            return new File(episodes, coverages, orders, plans, openDays, all);
        }

        /** Planned visits of days after the end of their episode. */
        public List<Visit> visitsAfterTheEnd() {
            return visits.stream()
                    .filter(v -> episode(v.episode())
                            .map(Episode::closedOn)
                            .filter(v.date()::isAfter)
                            .isPresent())
                    .toList();
        }

        private static <T> List<T> put(List<T> all, Predicate<T> same, T value) {
            if (all.contains(value)) return all;
            var list = new ArrayList<>(all.stream().filter(same.negate()).toList());
            list.add(value);
            return list;
        }

        Optional<Episode> episode(String episode) {
            return episodes.stream().filter(e -> e.episode().equals(episode)).findFirst();
        }

        /** Two on the day on which one ends and the next begins. */
        public List<Episode> episodesOn(LocalDate day) {
            return episodes.stream().filter(e -> e.isOpenOn(day)).toList();
        }

        public Optional<Episode> episodeOn(LocalDate day) {
            return episodesOn(day).stream().findFirst();
        }

        /** The newest proof wins. */
        public Optional<Coverage> coverageOn(LocalDate day) {
            return coverages.stream().filter(c -> c.proves(day)).reduce((a, b) -> b);
        }

        public Optional<Order> orderOn(LocalDate day) {
            return orders.stream().filter(o -> o.holdsOn(day)).reduce((a, b) -> b);
        }

        /** An order that was signed only after the day. */
        public Optional<Order> orderAfter(LocalDate day) {
            return orders.stream().filter(o -> o.orderedOn().isAfter(day)).min(Comparator.comparing(Order::orderedOn));
        }

        /** The newest version of the plan of that day's episode; a plan that names its episode before one that names none. */
        public Optional<Plan> planOn(LocalDate day) {
            var open = episodesOn(day);
            return plans.stream()
                    .filter(p -> p.isActiveOn(day) && (open.isEmpty() || p.isOf(open)))
                    .max(Comparator.comparing((Plan p) -> p.episode() != null).thenComparingInt(Plan::version));
        }

        /** Whether the episode had a plan before that day. */
        public boolean hadPlanBefore(LocalDate day, Episode episode) {
            return plans.stream()
                    .anyMatch(p -> p.isOf(List.of(episode))
                            && p.from().isBefore(day)
                            && (p.episode() != null || !p.from().isBefore(episode.openedOn())));
        }
    }

    /** Facts may arrive before the referral's acceptance does: the topics have no order between them. */
    record Unopened(File file) implements MemberFileState {}

    /** @param memberships one an episode, newest last */
    record Opened(List<Membership> memberships, File file) implements MemberFileState {
        public Opened {
            memberships = List.copyOf(memberships);
        }
    }

    File file();

    default List<Membership> memberships() {
        return this instanceof Opened o ? o.memberships() : List.of();
    }

    default Opened with(Membership membership) {
        var all = new ArrayList<>(memberships().stream()
                .filter(m -> !m.episode().equals(membership.episode()))
                .toList());
        all.add(membership);
        return new Opened(all, file());
    }

    /**
     * Who the member was to us on that day, newest first: in the episodes that were open; else, when none was, in those that have not begun;
     * else, for the days around an episode, in the newest.
     */
    default List<Membership> membershipsOn(LocalDate day) {
        var open = ofEpisodes(e -> e.isOpenOn(day));
        if (!open.isEmpty()) return open;
        var awaited = memberships().reversed().stream()
                .filter(m -> file().episode(m.episode())
                        .filter(e -> e.openedOn() != null || e.closedOn() != null)
                        .isEmpty())
                .toList();
        return awaited.isEmpty() ? memberships().reversed().stream().limit(1).toList() : awaited;
    }

    /** The last day of the last episode, when every episode ended before that day; null when one goes on or is still to open. */
    default LocalDate endedBefore(LocalDate day) {
        boolean goesOn = file().episodes().stream()
                .anyMatch(e -> e.closedOn() == null || !e.closedOn().isBefore(day));
        boolean awaited =
                memberships().stream().anyMatch(m -> file().episode(m.episode()).isEmpty());
        if (goesOn || awaited) return null;
        return file().episodes().stream()
                .map(Episode::closedOn)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<Membership> ofEpisodes(Predicate<Episode> which) {
        return memberships().reversed().stream()
                .filter(m -> file().episode(m.episode()).filter(which).isPresent())
                .toList();
    }

    /** Whose rules hold on that day: the payer proven for it, else the payer the member came with; null when neither is known. */
    default String payerOn(LocalDate day) {
        return file().coverageOn(day)
                .map(Coverage::payer)
                .or(() -> membershipsOn(day).stream()
                        .map(Membership::payer)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }
}
