package org.communitysupport.stream;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** That a thread shall end, said once; one that rests between two looks hears it at once. */
final class Closing {
    private final CountDownLatch said = new CountDownLatch(1);

    void say() {
        said.countDown();
    }

    boolean isSaid() {
        return said.getCount() == 0;
    }

    /** Rests for so long; true as soon as it is said, or the thread is interrupted. */
    boolean within(Duration time) {
        try {
            return said.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
