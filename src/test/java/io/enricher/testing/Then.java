package io.enricher.testing;

import java.time.Duration;
import java.util.Optional;

/**
 * What a rule makes of a request: a fault, or an ordinary answer.
 *
 * @param fault  empty for an ordinary answer
 * @param time   how long a RATE_LIMITED or UNAVAILABLE reply asks to wait, or over what time a slow body trickles in
 * @param delay  waited before the reply, on top of the latency
 * @param marker narrows a fault that concerns single items to those whose text holds it; empty: one item of the prompt,
 *               drawn by the seed
 */
public record Then(Optional<Fault> fault, Duration time, Duration delay, Optional<String> marker) {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration DRIPPING = Duration.ofMinutes(2);

    /** The fault with a Retry-After of 1 second, or a slow body of 2 minutes. */
    public static Then fault(Fault fault) {
        return new Then(
                Optional.of(fault), fault == Fault.SLOW_BODY ? DRIPPING : RETRY_AFTER, Duration.ZERO, Optional.empty());
    }

    /** An ordinary answer, as an exception from the rules after it. */
    public static Then answer() {
        return new Then(Optional.empty(), Duration.ZERO, Duration.ZERO, Optional.empty());
    }

    /** The same with another Retry-After, or another time for the slow body. */
    public Then lasting(Duration other) {
        return new Then(fault, other, delay, marker);
    }

    /** The same, but only after this time. */
    public Then after(Duration other) {
        return new Then(fault, time, other, marker);
    }

    /** The same for the items only whose text holds the marker: poison rows. */
    public Then about(String text) {
        return new Then(fault, time, delay, Optional.of(text));
    }
}
