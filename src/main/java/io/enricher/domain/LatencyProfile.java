package io.enricher.domain;

import java.time.Duration;
import java.util.List;

/**
 * How long calls that brought a reply took.
 *
 * @param calls  so many
 * @param p50    half of them took at most so long
 * @param p95    all but one in twenty
 * @param p99    all but one in a hundred
 * @param bars   calls by how long they took, on a logarithmic scale, without a gap; empty if there was no call
 */
public record LatencyProfile(long calls, Duration p50, Duration p95, Duration p99, List<Bar> bars) {

    public static final LatencyProfile NONE =
            new LatencyProfile(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, List.of());

    public LatencyProfile {
        bars = List.copyOf(bars);
    }

    /**
     * @param from  shortest, in milliseconds
     * @param to    longest, not reached
     * @param calls that took so long
     */
    public record Bar(double from, double to, long calls) {}
}
