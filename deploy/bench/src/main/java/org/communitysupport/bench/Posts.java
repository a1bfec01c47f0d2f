package org.communitysupport.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The request {@code POST /v1/referrals}, each time of a new person: only digits of fixed width differ, so that making one is copying. */
final class Posts {
    private static final int DIGITS = 9;
    private static final String NUMBER = "000000000";
    private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis() / 1000 % 100_000 * 10_000);

    private final byte[] template;
    private final int[] places;

    Posts(String token) {
        String body =
                "{\"externalId\":\"BENCH-@\",\"sourceType\":\"LME_MCO\",\"referrerOrganisation\":\"Partners (test data)\","
                        + "\"referrerNpi\":\"1234567893\",\"program\":\"US-NC.CST\",\"urgency\":\"ROUTINE\",\"payer\":\"northfork\","
                        + "\"peerSupportWanted\":true,\"guardianFlagged\":false,\"part2\":false,"
                        + "\"demographics\":{\"familyName\":\"Testperson\",\"givenName\":\"Robin\",\"birthDate\":\"1991-04-17\",\"sex\":\"F\","
                        + "\"addressLine\":\"1 Example Street\",\"city\":\"Gastonia\",\"state\":\"NC\",\"zip\":\"28052\",\"county\":\"Gaston\","
                        + "\"phone\":\"704-555-0100\",\"memberId\":\"@T\"},"
                        + "\"clinical\":{\"disabilityGroup\":\"MH_SUD\",\"diagnoses\":[\"F25.0\",\"F10.20\"],\"locusComposite\":21,"
                        + "\"asamLevel\":\"2.1\",\"presentingProblem\":\"Leaves hospital next week; two admissions in ninety days.\","
                        + "\"psychiatricAdmissions90d\":2,\"edVisits90d\":1,\"currentServices\":[],\"medications\":[],\"riskFlags\":[],"
                        + "\"housing\":{\"tclMember\":false,\"homeless\":false}},"
                        + "\"referrer\":{\"name\":\"Sam Sample\",\"phone\":\"704-555-0101\"}}";
        int length = body.replace("@", NUMBER).length();
        String request = "POST /v1/referrals HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: bench-@"
                + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
        String filled = request.replace("@", NUMBER);
        template = filled.getBytes(StandardCharsets.US_ASCII);
        places = new int[] {
            place(request, 0), place(request, 1), place(request, 2),
        };
    }

    /** Where the n-th marker lies once those before it have become numbers. */
    private static int place(String request, int n) {
        int at = -1;
        for (int i = 0; i <= n; i++) at = request.indexOf('@', at + 1);
        return at + n * (DIGITS - 1);
    }

    /** Into a buffer of the caller's own, made by {@link #buffer}. */
    void next(byte[] buffer) {
        long number = NEXT.getAndIncrement() % 1_000_000_000L;
        for (int digit = DIGITS - 1; digit >= 0; digit--, number /= 10)
            for (int place : places) buffer[place + digit] = (byte) ('0' + number % 10);
    }

    byte[] buffer() {
        return Arrays.copyOf(template, template.length);
    }
}
