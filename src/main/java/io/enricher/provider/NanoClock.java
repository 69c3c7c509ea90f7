package io.enricher.provider;

/** A monotonic clock for waits and durations; its zero means nothing. */
@FunctionalInterface
public interface NanoClock {

    long nanoTime();

    static NanoClock system() {
        return System::nanoTime;
    }
}
