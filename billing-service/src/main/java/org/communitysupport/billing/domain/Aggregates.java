package org.communitysupport.billing.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.AccountDecider;
import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.channel.Channel;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsDecider;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.file.PayerFileCommand;
import org.communitysupport.billing.domain.file.PayerFileDecider;
import org.communitysupport.billing.domain.file.PayerFileEvent;
import org.communitysupport.billing.domain.number.NumberCommand;
import org.communitysupport.billing.domain.number.NumberDecider;
import org.communitysupport.billing.domain.number.NumberEvent;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceDecider;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;

/** The aggregates of billing and the ids they live under. */
public final class Aggregates {
    private static final Pattern CLAIM = Pattern.compile("([A-Za-z0-9_-]+)\\.(\\d{4}-\\d{2}-\\d{2})-\\d+");

    public static final Aggregate<AccountCommand, MemberAccount, AccountEvent, NoFacts> MEMBER_ACCOUNT =
            new Aggregate<>("member-account", AccountEvent.class, new AccountDecider());
    public static final Aggregate<DayClaimsCommand, DayClaims, DayClaimsEvent, ClaimFacts> DAY_CLAIMS =
            new Aggregate<>("day-claims", DayClaimsEvent.class, new DayClaimsDecider());
    public static final Aggregate<ChannelCommand, Channel, ChannelEvent, ChannelDecider.Series> PAYER_CHANNEL =
            new Aggregate<>("payer-channel", ChannelEvent.class, new ChannelDecider());
    public static final Aggregate<PayerFileCommand, PayerFileDecider.PayerFile, PayerFileEvent, NoFacts> PAYER_FILE =
            new Aggregate<>("payer-file", PayerFileEvent.class, new PayerFileDecider());
    public static final Aggregate<RemittanceCommand, RemittanceDecider.Remittance, RemittanceEvent, NoFacts>
            REMITTANCE = new Aggregate<>("remittance", RemittanceEvent.class, new RemittanceDecider());
    public static final Aggregate<NumberCommand, NumberDecider.Holder, NumberEvent, NoFacts> CLAIM_NUMBER =
            new Aggregate<>("claim-number", NumberEvent.class, new NumberDecider());

    private Aggregates() {}

    public static List<Aggregate<?, ?, ?, ?>> all() {
        return List.of(MEMBER_ACCOUNT, DAY_CLAIMS, PAYER_CHANNEL, PAYER_FILE, REMITTANCE, CLAIM_NUMBER);
    }

    public static AggregateId account(String tenant, String person) {
        return AggregateId.of(tenant, MEMBER_ACCOUNT.type(), person);
    }

    public static AggregateId day(String tenant, String person, LocalDate date) {
        return new AggregateId(tenant, DAY_CLAIMS.type(), person, date.toString());
    }

    /** @param claim {@code <person>.<date>-<n>} @throws IllegalArgumentException when it is none */
    public static AggregateId dayOf(String tenant, String claim) {
        var m = CLAIM.matcher(claim);
        if (!m.matches()) throw new IllegalArgumentException("no claim id");
        return new AggregateId(tenant, DAY_CLAIMS.type(), m.group(1), m.group(2));
    }

    public static AggregateId channel(String tenant, String payer) {
        return AggregateId.of(tenant, PAYER_CHANNEL.type(), payer);
    }

    public static AggregateId file(String tenant, String file) {
        return AggregateId.of(tenant, PAYER_FILE.type(), file);
    }

    public static AggregateId remittance(String tenant, String remittance) {
        return AggregateId.of(tenant, REMITTANCE.type(), remittance);
    }

    public static AggregateId number(String tenant, String number) {
        return AggregateId.of(tenant, CLAIM_NUMBER.type(), number);
    }
}
