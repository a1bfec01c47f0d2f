package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Lets those who have come through one by one, in an order that a seed decides: an interleaving that can be had again. */
final class Gate {
    private final List<CountDownLatch> here = new ArrayList<>();

    void pass() {
        var mine = new CountDownLatch(1);
        synchronized (here) {
            here.add(mine);
        }
        TurnsTest.wait(mine);
    }

    /** So many, each time one of those who are there. */
    void openFor(int count, Random random) {
        for (int i = 0; i < count; i++) {
            Await.until("somebody is there", () -> !isEmpty());
            synchronized (here) {
                here.remove(random.nextInt(here.size())).countDown();
            }
        }
    }

    private boolean isEmpty() {
        synchronized (here) {
            return here.isEmpty();
        }
    }
}
