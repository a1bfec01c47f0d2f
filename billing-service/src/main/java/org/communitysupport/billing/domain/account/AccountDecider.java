package org.communitysupport.billing.domain.account;

import java.util.Objects;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.account.AccountCommand.AwaitFacts;
import org.communitysupport.billing.domain.account.AccountCommand.NoteAuthorization;
import org.communitysupport.billing.domain.account.AccountCommand.NoteDiagnoses;
import org.communitysupport.billing.domain.account.AccountCommand.NoteInsurance;
import org.communitysupport.billing.domain.account.AccountCommand.NoteInsuranceEnd;
import org.communitysupport.billing.domain.account.AccountCommand.NotePerson;
import org.communitysupport.billing.domain.account.AccountCommand.StopWaiting;
import org.communitysupport.billing.domain.account.AccountEvent.AuthorizationNoted;
import org.communitysupport.billing.domain.account.AccountEvent.ClaimFactsAwaited;
import org.communitysupport.billing.domain.account.AccountEvent.ClaimFactsNoLongerAwaited;
import org.communitysupport.billing.domain.account.AccountEvent.DemographicsNoted;
import org.communitysupport.billing.domain.account.AccountEvent.DiagnosesNoted;
import org.communitysupport.billing.domain.account.AccountEvent.InsuranceEnded;
import org.communitysupport.billing.domain.account.AccountEvent.InsuranceNoted;
import org.communitysupport.billing.domain.account.AccountEvent.MemberAccountOpened;
import org.communitysupport.billing.domain.account.MemberAccount.Assessment;
import org.communitysupport.billing.domain.account.MemberAccount.Authorization;
import org.communitysupport.billing.domain.account.MemberAccount.Insurance;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/** Notes facts that other services decided; refuses none, whatever the order in which they arrive. */
public final class AccountDecider implements Decider<AccountCommand, MemberAccount, AccountEvent, NoFacts> {

    @Override
    public MemberAccount initial() {
        return MemberAccount.NONE;
    }

    @Override
    public Decision<AccountEvent> decide(AccountCommand command, MemberAccount s, NoFacts facts) {
        return switch (command) {
            case NotePerson c
            when s.demographics() == null -> Decision.accept(new MemberAccountOpened(c.person(), c.demographics()));
            case NotePerson c when Objects.equals(c.demographics(), s.demographics()) -> Decision.nothingToDo();
            case NotePerson c -> Decision.accept(new DemographicsNoted(c.person(), c.demographics(), s.waiting()));
            case NoteInsurance c ->
                Decision.accept(new InsuranceNoted(
                        c.person(),
                        c.payer(),
                        c.planName(),
                        c.from(),
                        c.to(),
                        c.verifiedFrom(),
                        c.verifiedTo(),
                        c.memberId(),
                        c.position(),
                        s.waiting()));
            case NoteInsuranceEnd c ->
                Decision.accept(new InsuranceEnded(c.person(), c.payer(), c.endedOn(), c.position(), s.waiting()));
            case NoteDiagnoses c ->
                Decision.accept(new DiagnosesNoted(
                        c.person(), c.assessedOn(), c.part2(), c.diagnoses(), c.position(), s.waiting()));
            case NoteAuthorization c ->
                Decision.accept(new AuthorizationNoted(
                        c.person(),
                        c.authorization(),
                        c.kind(),
                        c.number(),
                        c.program(),
                        c.payer(),
                        c.units(),
                        c.from(),
                        c.to(),
                        c.position(),
                        s.waiting()));
            case AwaitFacts c when s.waiting().contains(c.date()) -> Decision.nothingToDo();
            case AwaitFacts c -> Decision.accept(new ClaimFactsAwaited(c.person(), c.date()));
            case StopWaiting c when !s.waiting().contains(c.date()) -> Decision.nothingToDo();
            case StopWaiting c -> Decision.accept(new ClaimFactsNoLongerAwaited(c.person(), c.date()));
        };
    }

    @Override
    public MemberAccount evolve(MemberAccount s, AccountEvent event) {
        return switch (event) {
            case MemberAccountOpened e -> s.about(e.demographics());
            case DemographicsNoted e -> s.about(e.demographics());
            case InsuranceNoted e ->
                s.insured(new Insurance(
                        e.payer(),
                        e.from(),
                        e.to(),
                        e.verifiedFrom(),
                        e.verifiedTo(),
                        e.memberId(),
                        null,
                        e.position()));
            case InsuranceEnded e -> s.insuranceEnded(e.payer(), e.endedOn());
            case DiagnosesNoted e -> s.assessed(new Assessment(e.assessedOn(), e.part2(), e.diagnoses(), e.position()));
            case AuthorizationNoted e ->
                s.authorized(
                        e.authorization(),
                        new Authorization(
                                e.kind(),
                                e.number(),
                                e.program(),
                                e.payer(),
                                e.units(),
                                e.from(),
                                e.to(),
                                e.position()));
            case ClaimFactsAwaited e -> s.awaiting(e.date(), true);
            case ClaimFactsNoLongerAwaited e -> s.awaiting(e.date(), false);
        };
    }
}
