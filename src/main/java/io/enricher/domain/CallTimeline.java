package io.enricher.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The calls of a run in equal steps of time, restarts included.
 *
 * @param step  length of each
 * @param steps those in which something happened, one after the other
 */
public record CallTimeline(Duration step, List<Step> steps) {

    public static final CallTimeline NONE = new CallTimeline(Duration.ofSeconds(1), List.of());

    public CallTimeline {
        steps = List.copyOf(steps);
    }

    /**
     * @param from      its beginning
     * @param answered  rows answered by replies that came
     * @param throttled calls that were turned away for the rate limit or overload
     * @param errors    calls that failed otherwise
     * @param inFlight  most calls in flight when one was sent
     * @param window    fewest calls that might be in flight when one was sent; 0 if none was sent or it is not known
     */
    public record Step(Instant from, long answered, long throttled, long errors, int inFlight, int window) {}
}
