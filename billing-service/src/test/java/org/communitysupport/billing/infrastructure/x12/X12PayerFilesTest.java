package org.communitysupport.billing.infrastructure.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.communitysupport.billing.application.PayerFileReader.ClaimVerdict;
import org.communitysupport.billing.application.PayerFileReader.Examined;
import org.communitysupport.billing.application.PayerFileReader.Head;
import org.communitysupport.billing.application.PayerFileReader.Kind;
import org.communitysupport.billing.application.PayerFileReader.Parties;
import org.communitysupport.billing.application.PayerFileReader.RemittanceHandler;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.rule.Balance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class X12PayerFilesTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 23, 10, 0);
    private final X12PayerFiles door = new X12PayerFiles(() -> NOW, false);

    @ParameterizedTest
    @CsvSource({
        "stupidedi__dollars-and-data-sent-together.edi, REMITTANCE",
        "lfh__secondary-payment.835, REMITTANCE",
        "pyx12__835_mult_loops.txt, REMITTANCE",
        "imsweb__x12_277CA_accepted.txt, CLAIM_VERDICT",
        "imsweb__x12_277CA_rejected.txt, CLAIM_VERDICT",
        "lfh__claim-level-status.277, CLAIM_VERDICT",
        "pyx12__834_ls_le_ls_5010.999.txt, BATCH_VERDICT"
    })
    void takes_what_the_sources_call_valid(String file, Kind kind) {
        var examined = examine(Samples.bytes(file));
        assertThat(examined.faults()).isEmpty();
        assertThat(examined.kinds()).containsExactly(kind);
        assertThat(examined.reply()).isNull();
    }

    static List<String> paymentAdvices() {
        return List.of(
                "stupidedi__dollars-and-data-sent-together.edi",
                "lfh__secondary-payment.835",
                "pyx12__835_mult_loops.txt");
    }

    @ParameterizedTest
    @MethodSource("paymentAdvices")
    void valid_payment_advices_balance(String file) {
        var read = read(Samples.bytes(file));
        assertThat(read.balances).hasSize(1);
        assertThat(read.balances.getFirst().difference()).isNull();
        assertThat(read.claims).isNotEmpty();
    }

    @Test
    void reads_claims_lines_and_adjustments_of_a_payment_advice() {
        var read = read(Samples.bytes("lfh__secondary-payment.835"));
        assertThat(read.heads)
                .containsExactly(new Head(
                        "1559123456",
                        "0012524965",
                        LocalDate.of(2005, 4, 12),
                        122200,
                        "599944521",
                        new Parties("000000005", "12345", List.of("YOUR TAX DOLLARS AT WORK"), "599944521", false)));
        var second = read.claims.get(1);
        assertThat(second.reference()).isEqualTo("0001000053");
        assertThat(second.chargeCents()).isEqualTo(75150);
        assertThat(second.lines()).hasSize(2);
        assertThat(second.lines().get(1).adjustments())
                .extracting(a -> a.group() + a.reason() + ":" + a.cents())
                .containsExactly("PR1:15000", "PR2:7000", "CO42:8500");
    }

    @Test
    void provider_adjustments_count_in_the_balance() {
        var text = text("stupidedi__dollars-and-data-sent-together.edi").replace("CV:CP*-1.27", "CV:CP*1.27");
        var difference = read(bytes(text)).balances.getFirst().difference();
        assertThat(difference.differenceCents()).isEqualTo(-254);
    }

    @Test
    void an_advice_whose_lines_do_not_add_up_is_found_out_with_place_and_difference() {
        var text = text("pyx12__835_mult_loops.txt").replace("CAS*OA*A7*127.8~", "CAS*OA*A7*127.7~");
        var difference = read(bytes(text)).balances.getFirst().difference();
        assertThat(difference.detail()).startsWith("Claim ").contains("line 2").contains("difference $0.10");
        assertThat(difference.differenceCents()).isEqualTo(10);
    }

    @Test
    void refuses_a_file_whose_interchange_numbers_differ() {
        var examined = examine(Samples.bytes("imsweb__x12_999_accepted.txt"));
        assertThat(examined.faults())
                .extracting(f -> f.place() + " " + f.rule())
                .contains("IEA X12-TA1-001", "GS X12-AK9-6");
        assertThat(examined.reply()).contains("TA1*000000286*041117*1024*R*001~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stupidedi__chiropractic.edi",
                "stupidedi__wheelchair.edi",
                "stupidedi__COB-claim-from-billing-provider-to-payer-a.edi",
                "lfh__demo.autoaccident.837",
                "staedi__sample837-original.edi"
            })
    void a_claim_file_at_the_payment_door_is_refused_and_named(String file) {
        var examined = examine(Samples.bytes(file));
        assertThat(examined.kinds()).isEmpty();
        assertThat(examined.faults().getFirst().detail()).contains("837 professional claim file");
        assertThat(examined.faults().getFirst().rule()).isEqualTo("X12-IK5-1");
        assertThat(examined.reply()).contains("AK1*HC*").contains("IK5*R*1").contains("AK9*R*1*1*0");
    }

    @Test
    void an_institutional_claim_file_is_named_as_such() {
        var examined = examine(Samples.bytes("imsweb__x223-test.txt"));
        assertThat(examined.faults().getFirst().detail()).contains("837 institutional claim file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imsweb__x12_valid.txt",
                "imsweb__x12_missing_elements.txt",
                "imsweb__x12_segment_errors.txt",
                "imsweb__x12_multiple_st.txt",
                "imsweb__x12_bad_first_line.txt"
            })
    void broken_claim_files_are_refused_at_the_payment_door_too(String file) {
        assertThat(examine(Samples.bytes(file)).faults()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.communitysupport.billing.infrastructure.x12.Samples#names")
    void a_sample_is_refused_whole_wherever_it_is_cut(String file) {
        byte[] whole = Samples.bytes(file);
        int end = new String(whole, StandardCharsets.ISO_8859_1).stripTrailing().length();
        // Only the last terminator may be missing.
        for (int length = 0; length < end - 1; length++)
            assertThat(examine(Arrays.copyOf(whole, length)).faults())
                    .as("cut after %d bytes", length)
                    .isNotEmpty();
    }

    @Test
    void a_cut_advice_says_that_it_is_cut() {
        byte[] whole = Samples.bytes("lfh__secondary-payment.835");
        var examined = examine(Arrays.copyOf(whole, 700));
        assertThat(examined.faults()).anySatisfy(f -> assertThat(f.detail()).contains("cut"));
        assertThat(examined.reply()).contains("TA1*000000907*131031*1147*R*023~");
    }

    @Test
    void a_byte_order_mark_is_taken_off_before_the_file_is_judged() {
        byte[] plain = Samples.bytes("lfh__secondary-payment.835");
        byte[] marked = new byte[plain.length + 3];
        marked[0] = (byte) 0xEF;
        marked[1] = (byte) 0xBB;
        marked[2] = (byte) 0xBF;
        System.arraycopy(plain, 0, marked, 3, plain.length);
        assertThat(examine(marked).faults()).isEmpty();
        assertThat(read(marked).claims).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"<Bundle/>, XML", "{\"a\":1}, JSON", "'', empty", "hello, something else"})
    void what_is_no_X12_at_all_is_refused_and_named(String body, String like) {
        var examined = examine(bytes(body));
        assertThat(examined.faults()).singleElement().satisfies(f -> {
            assertThat(f.place()).isEqualTo("ISA");
            assertThat(f.detail()).contains(like);
        });
        assertThat(examined.reply()).isNull();
    }

    @Test
    void a_wrong_segment_count_gives_a_999_with_code_4_and_no_value_of_the_file_in_the_fault() {
        var examined = examine(bytes(text("pyx12__835_mult_loops.txt").replace("SE*31*", "SE*30*")));
        assertThat(examined.faults()).singleElement().satisfies(f -> {
            assertThat(f.place()).isEqualTo("segment 31 (SE)");
            assertThat(f.rule()).isEqualTo("X12-IK5-4");
        });
        assertThat(examined.reply())
                .contains(
                        "ST*999*0001*005010X231A1~AK1*HP*383880001*005010X221A1~AK2*835*0001~IK5*R*4~AK9*R*1*1*0~SE*6*0001~GE*1*1~");
    }

    @Test
    void a_missing_element_is_named_by_segment_and_element() {
        var examined = examine(
                bytes(text("pyx12__835_mult_loops.txt").replace("CLP*2005555A*4*915.39*0*", "CLP*2005555A*4**0*")));
        assertThat(examined.faults())
                .extracting(f -> f.place() + " " + f.rule())
                .containsExactly("segment 13 (CLP), element 3 X12-IK4-1");
        assertThat(examined.reply()).contains("IK3*CLP*13**8~IK4*3**1~IK5*R*5~");
    }

    @Test
    void our_own_refusals_are_files_that_we_would_take() {
        for (String file : List.of("stupidedi__chiropractic.edi", "stupidedi__wheelchair.edi")) {
            Examined refused = examine(Samples.bytes(file));
            assertThat(examine(bytes(refused.reply())).faults()).isEmpty();
            assertThat(door.batchVerdicts(bytes(refused.reply())))
                    .singleElement()
                    .satisfies(v -> assertThat(v.verdict()).isEqualTo("R"));
        }
    }

    @Test
    void reads_the_verdict_on_a_batch() {
        var verdicts = door.batchVerdicts(Samples.bytes("pyx12__834_ls_le_ls_5010.999.txt"));
        assertThat(verdicts).singleElement().satisfies(v -> {
            assertThat(v.controlNumber()).isEqualTo("146");
            assertThat(v.verdict()).isEqualTo("A");
            assertThat(v.errors()).isEmpty();
        });
    }

    @Test
    void reads_the_verdicts_on_claims() {
        assertThat(verdicts("imsweb__x12_277CA_accepted.txt"))
                .containsExactly(
                        new ClaimVerdict("5781", ClaimVerdict.Word.ACCEPTED, List.of("A2:20"), "1107000000014420"));
        assertThat(verdicts("imsweb__x12_277CA_rejected.txt"))
                .containsExactly(new ClaimVerdict(
                        "3920394930203", ClaimVerdict.Word.REJECTED, List.of("A7:562:85"), "1107000000001120"));
    }

    @Test
    void what_fails_while_a_file_is_posted_is_no_fault_of_the_file() {
        assertThatThrownBy(() -> door.claimVerdicts(Samples.bytes("imsweb__x12_277CA_accepted.txt"), v -> {
                    throw new IllegalStateException("the log is away");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the log is away");
    }

    @Test
    void a_large_file_is_read_claim_by_claim() {
        var body = new StringBuilder();
        int claims = 5_000;
        for (int i = 0; i < claims; i++)
            body.append("CLP*C").append(i).append("*1*10*10**MC*P").append(i).append("~NM1*QC*1*X~");
        String file = text("pyx12__835_mult_loops.txt");
        String head = file.substring(0, file.indexOf("TS3*"))
                .replace("BPR*H*0*", "BPR*I*50000*")
                .replace("\r", "")
                .replace("\n", "");
        int segments = head.substring(head.indexOf("ST*")).split("~").length + 2 * claims + 1;
        String whole = head + body + "SE*" + segments + "*0001~GE*1*383880001~IEA*1*000238388~";
        assertThat(examine(bytes(whole)).faults()).isEmpty();
        var read = read(bytes(whole));
        assertThat(read.claims).hasSize(claims);
        assertThat(read.balances.getFirst().difference()).isNull();
    }

    private List<ClaimVerdict> verdicts(String file) {
        var verdicts = new ArrayList<ClaimVerdict>();
        door.claimVerdicts(Samples.bytes(file), verdicts::add);
        return verdicts;
    }

    @ParameterizedTest
    @MethodSource("paymentAdvices")
    void what_a_payment_advice_pays_is_known_when_it_has_been_examined(String file) {
        var examined = new Read();
        door.examine(Samples.bytes(file), examined);
        var read = read(Samples.bytes(file));
        assertThat(examined.heads).isNotEmpty().isEqualTo(read.heads);
        assertThat(examined.claims).isNotEmpty().isEqualTo(read.claims);
    }

    @Test
    void of_another_guide_nothing_is_read_while_it_is_examined() {
        var examined = new Read();
        String other = text("pyx12__835_mult_loops.txt").replace("005010X221A1", "004010X091A1");
        assertThat(door.examine(bytes(other), examined).faults()).isNotEmpty();
        assertThat(examined.heads).isEmpty();
    }

    @Test
    void behind_the_first_fault_nothing_is_read_while_it_is_examined() {
        String whole = text("lfh__secondary-payment.835");
        int second = whole.indexOf("CLP*", whole.indexOf("CLP*") + 1);
        assertThat(second).isPositive();
        var examined = new Read();
        assertThat(door.examine(bytes(whole.substring(0, second) + "CLP**" + whole.substring(second + 4)), examined)
                        .faults())
                .isNotEmpty();
        assertThat(examined.claims)
                .hasSizeLessThan(read(bytes(whole)).claims.size())
                .isEqualTo(read(bytes(whole)).claims.subList(0, examined.claims.size()));
    }

    @Test
    void a_component_in_an_element_that_has_none_is_named() {
        String whole = text("stupidedi__dollars-and-data-sent-together.edi");
        assertThat(whole).contains("CLP*666123*1*");
        var faults = examine(bytes(whole.replace("CLP*666123*1*", "CLP*666123:7*1*")))
                .faults();
        assertThat(faults).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.rule()).isEqualTo("X12-IK4-13");
            assertThat(fault.place()).contains("(CLP), element 1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CLP*666123*1*211366.97*,CLP*666123*1*211366.975*,'(CLP), element 3',X12-IK4-6",
        "CLP*666123*1*211366.97*,CLP*666123*1*999999999999999999*,'(CLP), element 3',X12-IK4-6",
        "CAS*CO*45*73348.57,CAS*CO*45*73348.57**45*MUCH,'(CAS), element 6',X12-IK4-6",
        "DTM*405*20020916,DTM*405*20021332,'(DTM), element 2',X12-IK4-8"
    })
    void an_amount_or_a_day_that_cannot_be_read_is_named(String was, String is, String place, String rule) {
        String whole = text("stupidedi__dollars-and-data-sent-together.edi");
        assertThat(whole).contains(was);
        assertThat(examine(bytes(whole.replaceFirst(java.util.regex.Pattern.quote(was), is)))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.place()).contains(place);
                    assertThat(fault.rule()).isEqualTo(rule);
                });
    }

    @Test
    void extra_data_of_a_payer_refuses_no_file() {
        String whole = text("stupidedi__dollars-and-data-sent-together.edi");
        String claim = "CLP*666123*1*211366.97*138018.4**MA*1999999444444*11*1";
        assertThat(whole).contains(claim);
        var examined = examine(bytes(whole.replace(claim, claim + "****WHAT NOBODY READS")));
        assertThat(examined.faults()).isEmpty();
    }

    @Test
    void the_header_says_for_whom_a_file_is() {
        assertThat(receiver(RECEIVED)).isEqualTo("RIVERBEND");
        assertThat(receiver(RECEIVED.substring(0, 40))).isEmpty();
        assertThat(receiver("{}")).isEmpty();
        assertThat(receiver("")).isEmpty();
    }

    private String receiver(String file) {
        return door.addressed(bytes(file)).getFirst().receiver();
    }

    private static final String RECEIVED = "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND     "
            + " *261123*1000*^*00501*000000001*0*T*:~";

    private Examined examine(byte[] file) {
        return door.examine(file, new Read());
    }

    private Read read(byte[] file) {
        var read = new Read();
        door.remittances(file, read);
        return read;
    }

    private static String text(String file) {
        return new String(Samples.bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Read implements RemittanceHandler {
        final List<Head> heads = new ArrayList<>();
        final List<Balance> balances = new ArrayList<>();
        final List<ClaimAdvice> claims = new ArrayList<>();

        @Override
        public void begin(Head head) {
            heads.add(head);
            balances.add(new Balance(head.amountCents()));
        }

        @Override
        public void claim(ClaimAdvice advice) {
            claims.add(advice);
            balances.getLast().claim(advice);
        }

        @Override
        public void providerAdjustment(String reason, String reference, long cents) {
            balances.getLast().providerAdjustment(cents);
        }

        @Override
        public void end() {}
    }
}
