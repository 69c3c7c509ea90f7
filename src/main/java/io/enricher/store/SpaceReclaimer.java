package io.enricher.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls for free space in the database file twice a second, on a thread of its own, until it is closed. */
public final class SpaceReclaimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceReclaimer.class);
    private static final long INTERVAL_MILLIS = 500;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private SpaceReclaimer(Runnable reclaim) {
        thread = new Thread(() -> repeat(reclaim), "database-space");
        thread.setDaemon(true);
    }

    static SpaceReclaimer start(Runnable reclaim) {
        SpaceReclaimer reclaimer = new SpaceReclaimer(reclaim);
        reclaimer.thread.start();
        return reclaimer;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    private void repeat(Runnable reclaim) {
        try {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                reclaim.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The database file grows from now on until the run ends: {}", e.toString(), e);
        }
    }

    /** Returns when the thread has ended. It is not interrupted: that would close the file under the database. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
