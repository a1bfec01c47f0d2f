package org.communitysupport.web;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a test hold requests inside a resource. */
@Singleton
public class Standing {
    final Semaphore entered = new Semaphore(0);
    final Semaphore leave = new Semaphore(0);

    void inside() throws InterruptedException {
        entered.release();
        if (!leave.tryAcquire(30, TimeUnit.SECONDS)) throw new IllegalStateException("nobody let it go on");
    }
}
