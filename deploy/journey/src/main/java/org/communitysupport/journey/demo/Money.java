package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.BILLER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.communitysupport.journey.demo.Api.Answer;

/** Claims, the payer's files, the deposit, the denial, and the way back from a dollar to the referral. */
final class Money {
    /** Of the first: five days, one of them in two parts because two authorizations gave the units; one each of the others. */
    private static final int CLAIMS_OF_MAIN = 6;

    private final Story s;
    private List<JsonNode> claims = List.of();

    Money(Story story) {
        this.s = story;
    }

    void goesOutInOneBatch() {
        s.stage.scene("The claims go out");
        LocalDate day = s.firstWorkdayOfNextMonth().plusDays(1);
        s.stage.itIs(day, "08:00");
        ready(s.main, CLAIMS_OF_MAIN);
        ready(s.lateOrder, 1);
        ready(s.payerChange, 1);
        var batch = s.stage.post(BILLER, "billing", "/v1/batches", Map.of("payer", Stage.PAYER));
        s.stage.say("   Batch " + batch.at("/controlNumber") + ": " + batch.at("/claims") + " claims, "
                + Stage.dollars(batch.body().path("chargeCents").asLong()) + " charged. The payer has the 837P.");
    }

    private void ready(Client c, int claims) {
        var ready = s.stage.until(
                claims + " claims are ready",
                BILLER,
                "billing",
                "/v1/claims?person=" + c.person,
                a -> living(a).size() == claims
                        && living(a).stream().allMatch(r -> status(r).equals("READY")));
        for (var claim : living(ready))
            s.stage.say("   " + claim.path("date").asText() + " "
                    + (claim.hasNonNull("authorizationNumber")
                            ? claim.path("authorizationNumber").asText()
                            : "pass-through")
                    + ": " + lines(claim) + ", "
                    + Stage.dollars(claim.path("chargeCents").asLong()));
    }

    void comesBackAsTheDeposit() {
        s.stage.scene("999, 277CA and 835 come back; the 835's total is the deposit");
        var all = new ArrayList<JsonNode>();
        for (var c : List.of(s.main, s.lateOrder, s.payerChange)) all.addAll(answered(c));
        claims = all;
        long paid = 0;
        for (var claim : claims) {
            boolean denied = status(claim).equals("DENIED");
            Stage.same(
                    denied,
                    claim.path("person").asText().equals(s.payerChange.person),
                    "whether the claim of " + claim.path("date").asText() + " is denied");
            if (!denied)
                Stage.same(
                        status(claim),
                        "PAID",
                        "the status of the claim of " + claim.path("date").asText());
            Stage.same(
                    claim.path("paidCents").asLong()
                            + claim.path("adjustedCents").asLong()
                            + claim.path("openCents").asLong(),
                    claim.path("chargeCents").asLong(),
                    "paid + adjusted + open of the claim of "
                            + claim.path("date").asText());
            paid += claim.path("paidCents").asLong();
        }
        for (String id : remittances()) agrees(id);
        s.stage.say("   Of this run's " + claims.size() + " claims " + (claims.size() - 1) + " are paid: "
                + Stage.dollars(paid) + "; one is denied.");
    }

    private List<JsonNode> answered(Client c) {
        return living(s.stage.until(
                "the payer has answered",
                BILLER,
                "billing",
                "/v1/claims?person=" + c.person,
                a -> !living(a).isEmpty()
                        && living(a).stream().allMatch(r -> List.of("PAID", "PARTLY_PAID", "DENIED", "REJECTED")
                                .contains(status(r)))));
    }

    private TreeSet<String> remittances() {
        var ids = new TreeSet<String>();
        for (var claim : claims) ids.add(claim.path("remittance").asText());
        return ids;
    }

    /** What the bank shows is recorded by the biller and held against the 835. */
    private void agrees(String remittance) {
        var read = s.stage.until(
                "the payment is posted",
                BILLER,
                "billing",
                "/v1/remittances/" + remittance,
                a -> !a.at("/state").isEmpty()
                        && a.body().path("postedClaims").asInt()
                                == a.body().path("claims").asInt());
        var bank = atTheBank(read.at("/trace"));
        Stage.same(read.body().path("amountCents").asLong(), bank.cents, "the total of the 835, held against the bank");
        var recorded = s.stage.post(
                BILLER,
                "billing",
                "/v1/remittances/" + remittance + "/deposit",
                Map.of("amountCents", bank.cents, "on", bank.on.toString()));
        var balanced =
                s.stage.get(BILLER, "billing", "/v1/remittances/" + remittance + "?after=" + recorded.position());
        Stage.same(balanced.body().path("depositCents").asLong(), bank.cents, "the deposit on record");
        Stage.same(balanced.body().path("depositDifferenceCents").asLong(-1), 0L, "the difference of 835 and deposit");
        s.stage.say("   835 " + read.at("/trace") + ": " + Stage.dollars(bank.cents) + "; deposit "
                + Stage.dollars(bank.cents) + " on " + bank.on + "; difference $0.00.");
    }

    private record Deposit(LocalDate on, long cents) {}

    private Deposit atTheBank(String trace) {
        try {
            for (String line : Files.readAllLines(s.payersDesk.resolve("deposits.csv"))) {
                String[] cells = line.split(",");
                if (cells[0].equals(trace)) return new Deposit(LocalDate.parse(cells[1]), Long.parseLong(cells[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bank's list of deposits cannot be read", e);
        }
        throw new Broken("The bank has no deposit with the trace number of the 835.");
    }

    void showsTheDenialWithItsNextStep() {
        s.stage.scene("The denial queue");
        var queue = s.stage.get(BILLER, "billing", "/v1/denials?carc=27&limit=200");
        var ours = Stage.items(queue).stream()
                .filter(d -> d.path("person").asText().equals(s.payerChange.person))
                .toList();
        Stage.same(ours.size(), 1, "the number of this run's denials");
        var denial = ours.getFirst();
        Stage.check(denial.path("openCents").asLong() > 0, "a denial is open money");
        Stage.check(denial.path("daysLeft").asLong(-1) > 0, "a denial says how many days are left");
        s.stage.say("   " + denial.path("date").asText() + ": "
                + Stage.dollars(denial.path("openCents").asLong())
                + " open, CARC " + denial.path("carc").asText() + ", "
                + denial.path("daysLeft").asText()
                + " days left to file.");
        s.stage.say("   " + denial.path("cause").asText());
        s.stage.say("   Next: " + denial.path("nextStep").asText() + " ("
                + denial.path("owner").asText() + ")");
    }

    void canBeFollowedBackToTheReferral() {
        s.stage.scene("What did we know when we billed this line?");
        var claim = claims.stream()
                .filter(c -> c.path("date").asText().equals(s.day(4).toString()))
                .findFirst()
                .orElseThrow(() -> new Broken("There is no claim of the Tuesday."));
        var trace = s.stage.get(
                BILLER, "billing", "/v1/claims/" + claim.path("claim").asText() + "/trace");
        s.stage.say("   Claim of " + s.day(4) + ": " + lines(claim) + ", charged "
                + Stage.dollars(claim.path("chargeCents").asLong()) + ", paid "
                + Stage.dollars(claim.path("paidCents").asLong()) + ", contractual adjustment "
                + Stage.dollars(claim.path("adjustedCents").asLong()) + ".");
        var perService = new LinkedHashMap<String, Integer>();
        boolean pack = false;
        for (var step : Stage.list(trace.body().path("steps"))) {
            perService.merge(step.path("service").asText(), 1, Integer::sum);
            pack |= step.hasNonNull("pack");
            s.stage.say("   %-9s %-11s %-30s %-22s %s"
                    .formatted(
                            step.path("knownWhenBilled").asBoolean() ? "known" : "later",
                            step.path("service").asText(),
                            step.path("event").asText(),
                            step.path("position").asText(),
                            basis(step)));
        }
        for (String service : List.of("referral", "eligibility", "care-plan", "encounter", "billing"))
            Stage.check(perService.containsKey(service), "the trace shows what " + service + " knew");
        Stage.check(pack, "the trace names the policy pack that decided");
        for (String event :
                List.of("ReferralReceived", "PassThroughOpened", "ServiceOrdered", "ClaimBuilt", "ClaimPaid"))
            Stage.check(has(trace, event), "the trace shows " + event);
    }

    private static boolean has(Answer trace, String event) {
        return Stage.list(trace.body().path("steps")).stream()
                .anyMatch(step -> step.path("event").asText().equals(event));
    }

    private static String basis(JsonNode step) {
        if (!step.hasNonNull("pack")) return "";
        return step.path("pack").asText() + " " + step.path("packVersion").asText() + " "
                + String.join(" ", Client.texts(step.path("rules")));
    }

    private static List<JsonNode> living(Answer claims) {
        return Stage.items(claims).stream()
                .filter(c -> !status(c).equals("SUPERSEDED"))
                .toList();
    }

    private static String status(JsonNode claim) {
        return claim.path("status").asText();
    }

    private static String lines(JsonNode claim) {
        var lines = new ArrayList<String>();
        for (var line : claim.path("lines"))
            lines.add(line.path("code").asText() + " " + String.join(" ", Client.texts(line.path("modifiers"))) + " × "
                    + line.path("units").asInt());
        return String.join(", ", lines);
    }
}
