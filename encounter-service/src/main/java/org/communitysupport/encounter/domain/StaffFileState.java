package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.communitysupport.encounter.domain.StaffFileEvent.WaitingDay;

/** What is known of one staff member. */
public sealed interface StaffFileState {

    /** @param validTo last valid day; null when open */
    record Credential(String kind, LocalDate validFrom, LocalDate validTo, String source) {
        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /** @param until last day; null when still on the team */
    record Assignment(String team, String role, LocalDate from, LocalDate until, String source) {
        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** Nothing was ever published about this id. */
    record Unknown() implements StaffFileState {}

    record Known(String npi, List<Credential> credentials, List<Assignment> assignments, List<WaitingDay> waiting)
            implements StaffFileState {
        public Known {
            credentials = List.copyOf(credentials);
            assignments = List.copyOf(assignments);
            waiting = List.copyOf(waiting);
        }

        /** The role on the team that day. */
        public Optional<Assignment> assignment(String team, LocalDate day) {
            return assignments.stream()
                    .filter(a -> a.team().equals(team) && a.holdsOn(day))
                    .findFirst();
        }

        /** A credential of one of these kinds, valid that day. */
        public Optional<Credential> credential(List<String> kinds, LocalDate day) {
            return credentials.stream()
                    .filter(c -> kinds.contains(c.kind()) && c.holdsOn(day))
                    .findFirst();
        }
    }

    /** Nothing known reads as an empty file. */
    default Known known() {
        return switch (this) {
            case Unknown u -> new Known(null, List.of(), List.of(), List.of());
            case Known k -> k;
        };
    }
}
