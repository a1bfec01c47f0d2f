package org.communitysupport.referral.domain;

import java.util.List;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.StaffCommand.*;
import org.communitysupport.referral.domain.StaffEvent.*;
import org.communitysupport.referral.domain.rule.Ref4Identifiers;

/** Who works here and with which credentials, by date: the bill's modifier follows from the credential on the day of service. */
public final class StaffDecider implements Decider<StaffCommand, StaffState, StaffEvent, NoFacts> {

    @Override
    public StaffState initial() {
        return StaffState.NONE;
    }

    @Override
    public Decision<StaffEvent> decide(StaffCommand command, StaffState state, NoFacts facts) {
        if (command instanceof RegisterStaff c) return register(c, state);
        if (state.staff() == null)
            return Decision.reject("unknown-staff", "", "There is no staff member with this id. Register them first.");
        return switch (command) {
            case RegisterStaff c -> register(c, state);
            case RecordCredential c -> record(c, state);
            case EndCredential c -> end(c, state);
        };
    }

    private static Decision<StaffEvent> register(RegisterStaff c, StaffState state) {
        if (state.staff() != null)
            return c.displayName().equals(state.displayName())
                    ? Decision.nothingToDo()
                    : Decision.reject("staff-exists", "", "Another staff member has this id. Choose another one.");
        List<Warning> odd = c.npi() == null || Ref4Identifiers.isNpi(c.npi())
                ? List.of()
                : List.of(new Warning(
                        "npi-check-digit", "REF-4", "The NPI fails its check digit. Check it for a typing error."));
        return Decision.accept(new StaffRegistered(c.staff(), c.displayName(), c.npi(), odd));
    }

    private static Decision<StaffEvent> record(RecordCredential c, StaffState state) {
        if (c.validTo() != null && c.validTo().isBefore(c.validFrom()))
            return Decision.reject(Rejection.ofContent(
                    "dates-reversed",
                    "",
                    "/validTo",
                    "The credential ends before it begins. Correct one of its two dates."));
        var validity = new StaffState.Validity(c.number(), c.validFrom(), c.validTo());
        if (validity.equals(state.credentials().get(c.kind()))) return Decision.nothingToDo();
        return Decision.accept(new CredentialRecorded(state.staff(), c.kind(), c.number(), c.validFrom(), c.validTo()));
    }

    private static Decision<StaffEvent> end(EndCredential c, StaffState state) {
        var held = state.credentials().get(c.kind());
        if (held == null)
            return Decision.reject(
                    "no-such-credential",
                    "",
                    "The staff member has no such credential, so it cannot be ended. Check its kind and "
                            + "first day.");
        if (c.endedOn().isBefore(held.from()))
            return Decision.reject(Rejection.ofContent(
                    "dates-reversed",
                    "",
                    "/endedOn",
                    "The credential would end before it begins. Correct the day on which it ended."));
        if (c.endedOn().equals(held.to())) return Decision.nothingToDo();
        return Decision.accept(new CredentialEnded(state.staff(), c.kind(), c.endedOn(), c.reason()));
    }

    @Override
    public StaffState evolve(StaffState state, StaffEvent event) {
        return switch (event) {
            case StaffRegistered e -> new StaffState(e.staff(), e.displayName(), e.npi(), state.credentials());
            case CredentialRecorded e ->
                state.with(e.kind(), new StaffState.Validity(e.number(), e.validFrom(), e.validTo()));
            case CredentialEnded e -> {
                var held = state.credentials().get(e.kind());
                yield state.with(e.kind(), new StaffState.Validity(held.number(), held.from(), e.endedOn()));
            }
        };
    }
}
