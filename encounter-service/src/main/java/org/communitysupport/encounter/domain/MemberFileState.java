package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    record Plan(String plan, int version, LocalDate from, LocalDate to, List<String> goals, String source) {
        public boolean isActiveOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Who the member is to us. */
    record Membership(String episode, String payer, String team, String referral, String source) {}

    /** The facts, newest last, and the days that wait for them. */
    record File(
            List<Episode> episodes,
            List<Coverage> coverages,
            List<Order> orders,
            List<Plan> plans,
            List<LocalDate> openDays) {
        public static final File EMPTY = new File(List.of(), List.of(), List.of(), List.of(), List.of());

        public File {
            episodes = List.copyOf(episodes);
            coverages = List.copyOf(coverages);
            orders = List.copyOf(orders);
            plans = List.copyOf(plans);
            openDays = List.copyOf(openDays);
        }

        File with(Episode episode) {
            var all = put(episodes, e -> e.episode().equals(episode.episode()), episode);
            return new File(all, coverages, orders, plans, openDays);
        }

        File with(Coverage coverage) {
            var all = put(coverages, coverage::isOfSameProof, coverage);
            return new File(episodes, all, orders, plans, openDays);
        }

        File with(Order order) {
            var all = put(orders, o -> o.order().equals(order.order()), order);
            return new File(episodes, coverages, all, plans, openDays);
        }

        File with(Plan plan) {
            var all = put(plans, p -> p.plan().equals(plan.plan()) && p.version() == plan.version(), plan);
            return new File(episodes, coverages, orders, all, openDays);
        }

        File withOpen(LocalDate day) {
            var days = new TreeSet<>(openDays);
            days.add(day);
            return new File(episodes, coverages, orders, plans, List.copyOf(days));
        }

        File withSettled(LocalDate day) {
            var days = openDays.stream().filter(d -> !d.equals(day)).toList();
            return new File(episodes, coverages, orders, plans, days);
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

        public Optional<Episode> episodeOn(LocalDate day) {
            return episodes.stream().filter(e -> e.isOpenOn(day)).findFirst();
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

        public Optional<Plan> planOn(LocalDate day) {
            return plans.stream().filter(p -> p.isActiveOn(day)).max(Comparator.comparingInt(Plan::version));
        }
    }

    /** Facts may arrive before the referral's acceptance does: the topics have no order between them. */
    record Unopened(File file) implements MemberFileState {}

    record Opened(Membership membership, File file) implements MemberFileState {}

    File file();

    default Optional<Membership> member() {
        return this instanceof Opened o ? Optional.of(o.membership()) : Optional.empty();
    }

    /** Whose rules hold on that day: the payer proven for it, else the payer the member came with; null when neither is known. */
    default String payerOn(LocalDate day) {
        return file().coverageOn(day)
                .map(Coverage::payer)
                .or(() -> member().map(Membership::payer))
                .orElse(null);
    }
}
