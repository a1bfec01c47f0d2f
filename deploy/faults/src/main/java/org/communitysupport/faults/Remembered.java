package org.communitysupport.faults;

import java.util.Optional;
import java.util.Random;

/** Commands that were acknowledged, some of the newest and some of long ago, for those who ask again. */
final class Remembered {
    private static final int MANY = 2_000;

    private final StubbornApi.Request[] requests = new StubbornApi.Request[MANY];
    private final Random random = new Random(1);
    private int count;

    /** When there is no more room one of the others goes: not always the oldest. */
    synchronized void add(StubbornApi.Request request) {
        if (count < MANY) requests[count++] = request;
        else requests[random.nextInt(MANY)] = request;
    }

    synchronized Optional<StubbornApi.Request> any(Random random) {
        return count == 0 ? Optional.empty() : Optional.of(requests[random.nextInt(count)]);
    }
}
