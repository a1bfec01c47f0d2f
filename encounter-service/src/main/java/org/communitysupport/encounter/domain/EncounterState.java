package org.communitysupport.encounter.domain;

import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;

/** One contact. */
public sealed interface EncounterState {
    record None() implements EncounterState {}

    record Planned(EncounterScheduled visit) implements EncounterState {}

    record Logged(EncounterLogged visit) implements EncounterState {}

    record Signed(EncounterLogged visit) implements EncounterState {}

    record Cancelled() implements EncounterState {}

    record Missed() implements EncounterState {}

    record Voided() implements EncounterState {}

    /** As it stands in answers. */
    default String word() {
        return switch (this) {
            case None s -> "unknown";
            case Planned s -> "planned";
            case Logged s -> "logged";
            case Signed s -> "signed";
            case Cancelled s -> "cancelled";
            case Missed s -> "missed";
            case Voided s -> "voided";
        };
    }
}
