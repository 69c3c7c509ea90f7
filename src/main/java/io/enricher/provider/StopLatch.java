package io.enricher.provider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends every wait of the provider stack at once, and for good, when the run is asked to stop. */
final class StopLatch implements Sleeper {

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void stop() {
        stopped.countDown();
        listeners.forEach(Runnable::run);
    }

    /** @param listener told of the stop, on the thread that asks for it */
    void onStop(Runnable listener) {
        listeners.add(listener);
    }

    /** @throws ModelException.Aborted if the run was asked to stop */
    void check() {
        sleep(Duration.ZERO);
    }

    @Override
    public void sleep(Duration duration) {
        try {
            if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ModelException.Aborted("no call was made: the run stops", new StoppedException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Aborted("interrupted while waiting to call the model", e);
        }
    }

    /** Tells a stop of the run from an interrupt of its thread. */
    private static final class StoppedException extends Exception {
        StoppedException() {
            super("stop requested");
        }
    }
}
