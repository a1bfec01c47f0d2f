package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who signs, as the staff register knows them. */
public record Signer(String staff, List<Credential> credentials) {
    public Signer {
        credentials = List.copyOf(credentials);
    }

    /** @param validTo last valid day; null when open */
    public record Credential(String kind, LocalDate validFrom, LocalDate validTo) {
        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
        }
    }

    /** The first of these kinds that is valid that day. */
    public Optional<String> credential(List<String> kinds, LocalDate day) {
        return kinds.stream()
                .filter(kind -> credentials.stream().anyMatch(c -> c.kind().equals(kind) && c.holdsOn(day)))
                .findFirst();
    }
}
