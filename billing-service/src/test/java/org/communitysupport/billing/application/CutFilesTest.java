package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.communitysupport.billing.application.PayerFileReader.RemittanceHandler;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.infrastructure.x12.X12PayerFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection may break after any byte. Whatever part of a file arrives, the answer names a place and a rule, and nothing of it is posted;
 * only the whole is. Of the samples those are cut that this door takes; {@code -Dx12.samples=<directory>} cuts every file in that directory
 * as well, whatever it is.
 */
class CutFilesTest {
    private static final PayerFileReader DOOR = new X12PayerFiles(() -> LocalDateTime.of(2026, 11, 23, 10, 0), false);

    static Stream<Path> samples() {
        String more = System.getProperty("x12.samples");
        return Stream.concat(
                files(Path.of("src/test/resources/x12")).filter(CutFilesTest::isTaken),
                more == null ? Stream.empty() : files(Path.of(more)));
    }

    private static boolean isTaken(Path sample) {
        try {
            return DOOR.examine(Files.readAllBytes(sample), new Ignoring())
                    .faults()
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(f -> Files.isRegularFile(f)
                            && !f.toString().contains("LICENSES")
                            && !f.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void every_part_of_a_sample_gets_an_answer_and_only_the_whole_is_taken(Path sample) throws IOException {
        byte[] whole = Files.readAllBytes(sample);
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("IEA");
        for (int bytes = 0; bytes <= whole.length; bytes++) {
            var examined = DOOR.examine(Arrays.copyOf(whole, bytes), new Ignoring());
            String what = sample.getFileName() + " cut after " + bytes + " of " + whole.length + " bytes";
            assertThat(examined.faults()).as(what).allSatisfy(fault -> {
                assertThat(fault.place()).isNotBlank();
                assertThat(fault.rule()).startsWith("X12-");
                assertThat(fault.detail()).isNotBlank();
            });
            if (bytes <= end + 3) assertThat(examined.faults()).as(what).isNotEmpty();
            assertThat(examined.kinds().isEmpty())
                    .as(what)
                    .isEqualTo(!examined.faults().isEmpty());
            for (var kind : examined.kinds()) read(kind, Arrays.copyOf(whole, bytes));
        }
    }

    /** What was found sound can be read. */
    private void read(PayerFileReader.Kind kind, byte[] file) {
        switch (kind) {
            case REMITTANCE -> DOOR.remittances(file, new Ignoring());
            case BATCH_VERDICT -> assertThat(DOOR.batchVerdicts(file)).isNotEmpty();
            case CLAIM_VERDICT -> DOOR.claimVerdicts(file, verdict -> {});
        }
    }

    private static final class Ignoring implements RemittanceHandler {
        @Override
        public void begin(PayerFileReader.Head head) {}

        @Override
        public void claim(ClaimAdvice advice) {}

        @Override
        public void providerAdjustment(String reason, String reference, long cents) {}

        @Override
        public void end() {}
    }

    @Test
    void a_part_of_a_payment_advice_pays_nothing() {
        var house = new House();
        String claim = sent(house);
        byte[] whole = PayerFilesTest.advice(4016, PayerFilesTest.pay(house, claim));
        nothingIsPosted(house, claim, whole);
        assertThat(house.take.take(House.TENANT, whole, null, "payer-inbox").posted())
                .isEqualTo(1);
        assertThat(house.claim(claim).status()).isEqualTo(Status.PAID);
    }

    @Test
    void a_part_of_a_batch_verdict_changes_no_batch() {
        var house = new House();
        String claim = house.readyClaim();
        var built = PayerFilesTest.build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        byte[] whole = PayerFilesTest.envelope(
                        "FA",
                        "005010X231A1",
                        "ST*999*0001*005010X231A1~AK1*HC*" + Long.parseLong(built.controlNumber())
                                + "*005010X222A1~AK9*A*1*1*1~SE*4*0001~")
                .getBytes(StandardCharsets.US_ASCII);
        long before = channel(house);
        nothingIsPosted(house, claim, whole);
        assertThat(channel(house)).isEqualTo(before);
        assertThat(house.take.take(House.TENANT, whole, null, "payer-inbox").posted())
                .isEqualTo(1);
        assertThat(channel(house)).isGreaterThan(before);
    }

    private static long channel(House house) {
        return house.log
                .load(Aggregates.PAYER_CHANNEL, Aggregates.channel(House.TENANT, "northfork"))
                .version();
    }

    private static void nothingIsPosted(House house, String claim, byte[] whole) {
        // Only the last terminator may be missing.
        for (int bytes = 0; bytes < whole.length - 1; bytes++) {
            var taken = house.take.take(House.TENANT, Arrays.copyOf(whole, bytes), null, "payer-inbox");
            assertThat(taken.refused()).as("cut after %d bytes", bytes).isNotEmpty();
            assertThat(taken.posted()).isZero();
        }
        assertThat(house.claim(claim).status()).isEqualTo(Status.SUBMITTED);
    }

    private static String sent(House house) {
        String claim = house.readyClaim();
        var built = PayerFilesTest.build(house);
        house.submitted(built.batch(), built.controlNumber(), claim);
        return claim;
    }
}
