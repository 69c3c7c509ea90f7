package io.enricher.provider;

import java.time.Duration;

/** Lets the caller's thread wait, unless the run stops. */
@FunctionalInterface
interface Sleeper {

    /**
     * Waits that long; for zero it only looks whether the run stops.
     *
     * @throws ModelException.Aborted at once when the run is asked to stop, or already was
     */
    void sleep(Duration duration);
}
