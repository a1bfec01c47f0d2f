package org.communitysupport.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.ProviderAdjustmentPosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittancePosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceQuarantined;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReceived;
import org.junit.jupiter.api.Test;

class RemittancesViewTest {
    private static final LocalDate PAID = LocalDate.of(2026, 11, 23);
    private static final RemittanceReceived CROOKED =
            new RemittanceReceived("x1", "northfork", "T1", PAID, 4016, "f1", 1, null);
    private static final RemittanceQuarantined QUARANTINED =
            new RemittanceQuarantined("x1", "f1", "BIL-10", "claim 1 is off", 127, null);
    private static final RemittanceReceived BETTER =
            new RemittanceReceived("x1", "northfork", "T1", PAID, 4016, "f2", 1, null);
    private static final RemittancePosted POSTED = new RemittancePosted("x1", 4143, 1, 0, 0, List.of());

    private static RemittanceRow fold(RemittanceEvent... events) {
        RemittanceRow row = null;
        long version = 0;
        for (var event : events)
            row = Folded.into(RemittancesView.VIEW, row, "riverbend/remittance/x1", ++version, event);
        return row;
    }

    @Test
    void a_payment_that_does_not_add_up_says_why_and_shows_no_money() {
        var row = fold(CROOKED, QUARANTINED);
        assertThat(row.state()).isEqualTo("QUARANTINED");
        assertThat(row.quarantined()).isEqualTo("claim 1 is off");
        assertThat(row.differenceCents()).isEqualTo(127);
        assertThat(row.paidCents()).isZero();
    }

    @Test
    void a_payment_that_came_better_is_posted_and_no_longer_quarantined() {
        var row =
                fold(CROOKED, QUARANTINED, BETTER, new ProviderAdjustmentPosted("x1", "CV", -127, null, null), POSTED);
        assertThat(row.state()).isEqualTo("POSTED");
        assertThat(row.file()).isEqualTo("f2");
        assertThat(row.quarantined()).isNull();
        assertThat(row.differenceCents()).isZero();
        assertThat(row.adjustments()).containsExactly(new ProviderAdjustment("CV", -127, null, null));
        assertThat(row.paidCents()).isEqualTo(4143);
        assertThat(row.version()).isEqualTo(5);
    }

    @Test
    void what_the_bank_has_stays_when_the_payment_comes_again() {
        var deposit = new DepositRecorded("x1", 4000, -16, PAID.plusDays(3), null);
        var row = fold(CROOKED, QUARANTINED, deposit, BETTER, POSTED);
        assertThat(row.depositCents()).isEqualTo(4000);
        assertThat(row.depositDifferenceCents()).isEqualTo(-16);
        assertThat(row.depositedOn()).isEqualTo(PAID.plusDays(3));
    }
}
