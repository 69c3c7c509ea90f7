package io.enricher.provider;

import io.enricher.domain.NotNowException;
import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Asks again after a failure that may pass, never before the provider allows it. A throttled call waits without using
 * up an attempt. A prompt of several items that ran out of time is not sent again unchanged: the caller makes it
 * smaller.
 */
final class RetryingModelClient implements ModelClient {

    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Backoff WHEN_THROTTLED = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    // Under a half second (OpenAI: "try again in 20ms") our own wait is at least as long.
    private static final Duration SHORTEST_SPREAD = Duration.ofMillis(500);
    private static final long MOST_SPREAD_MILLIS = 5_000;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final RetrySettings settings;
    private final Sleeper sleeper;
    private final InstantSource instants;
    private final RandomGenerator random;
    private final AttemptClient attempts;

    RetryingModelClient(
            RetrySettings settings,
            Sleeper sleeper,
            InstantSource instants,
            RandomGenerator random,
            AttemptClient attempts) {
        this.settings = settings;
        this.sleeper = sleeper;
        this.instants = instants;
        this.random = random;
        this.attempts = attempts;
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        Tries tries = new Tries();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempts.ask(request, attempt);
            } catch (ModelException.Transient e) {
                sleeper.sleep(waitAfter(e, request, tries));
            }
        }
    }

    private Duration waitAfter(ModelException.Transient failure, ModelRequest request, Tries tries) {
        // First: the gate has heard of it too and holds every thread back, whatever becomes of this prompt.
        failIfTooLong(failure);
        if (failure.kind() == Kind.TIMEOUT && request.items() > 1) {
            throw failure;
        }
        boolean throttled = failure.kind() == Kind.THROTTLED;
        if (!throttled && ++tries.failed >= settings.maxAttempts()) {
            throw failure;
        }
        Duration wait = spread(failure, throttled ? tries.nextThrottledWait(random) : tries.nextWait(random));
        if (throttled) {
            tries.throttledFor = tries.throttledFor.plus(wait);
            failIfThrottledTooLong(failure, tries);
        }
        return wait;
    }

    private void failIfTooLong(ModelException.Transient failure) {
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(settings.maxWait()) > 0) {
            throw new NotNowException(
                    failure.getMessage() + ". It asks to wait until "
                            + minuteAfter(instants.instant().plus(asked))
                            + ", longer than enricher.max-wait ("
                            + settings.maxWait().toSeconds()
                            + " s). Start again then to continue",
                    failure);
        }
    }

    private void failIfThrottledTooLong(ModelException.Transient failure, Tries tries) {
        if (tries.throttledFor.compareTo(settings.maxWait()) > 0) {
            throw new NotNowException(
                    failure.getMessage() + ". One prompt was throttled for longer than enricher.max-wait ("
                            + settings.maxWait().toSeconds() + " s). Start again later to continue, or lower"
                            + " enricher.limits.requests-per-minute or enricher.concurrency",
                    failure);
        }
    }

    /** What the provider asks for and a little more, so that not all threads come at its end; else our own wait. */
    private Duration spread(ModelException.Transient failure, Duration backoff) {
        return failure.retryAfter()
                .filter(asked -> asked.compareTo(SHORTEST_SPREAD) >= 0)
                .map(asked -> asked.plusMillis(random.nextLong(Math.min(asked.toMillis() / 2, MOST_SPREAD_MILLIS))))
                .orElse(backoff);
    }

    private static String minuteAfter(Instant instant) {
        return MINUTE.format(instant.plusSeconds(59).atZone(ZoneOffset.UTC));
    }

    /** What one prompt has been through. */
    private static final class Tries {
        private int failed;
        private int throttled;
        private Duration throttledFor = Duration.ZERO;

        Duration nextWait(RandomGenerator random) {
            return AFTER_FAILURE.wait(failed, random);
        }

        Duration nextThrottledWait(RandomGenerator random) {
            throttled++;
            return WHEN_THROTTLED.wait(throttled, random);
        }
    }
}
