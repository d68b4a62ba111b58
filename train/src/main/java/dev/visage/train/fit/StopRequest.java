package dev.visage.train.fit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a run to stop after the step at hand, and lets the one who asks wait until everything is saved. */
public final class StopRequest {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean requested;

    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /** Says that nothing is left to be saved. */
    public void done() {
        stopped.countDown();
    }

    /** @return whether the run stopped within the time */
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return stopped.await(timeout, unit);
    }
}
