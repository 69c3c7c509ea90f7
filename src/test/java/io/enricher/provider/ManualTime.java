package io.enricher.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only by sleeping on it. */
final class ManualTime implements NanoClock, InstantSource, Sleeper {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public void sleep(Duration duration) {
        if (!duration.isZero()) {
            sleeps.add(duration);
        }
        nanos += duration.toNanos();
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    List<Duration> sleeps() {
        return sleeps;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos);
    }
}
