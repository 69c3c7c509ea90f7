package io.enricher.provider;

import io.enricher.domain.NotNowException;
import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks again after a failure that may pass, never before the provider allows it. Neither a throttled call nor one that met
 * an outage uses up an attempt. A prompt of several items that ran out of time is not sent again unchanged: the caller makes
 * it smaller. What is thrown in the end as {@link ModelException.Transient} is the prompt's fault, because the provider is
 * known to be there.
 */
final class RetryingModelClient implements ModelClient {

    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Backoff WHEN_THROTTLED = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    // OpenAI: "try again in 20ms". Whoever meets that twice is told too little.
    private static final Duration SHORTEST_TRUSTED = Duration.ofMillis(500);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final RetrySettings settings;
    private final OutageBreaker breaker;
    private final Sleeper sleeper;
    private final InstantSource instants;
    private final RandomGenerator random;
    private final AttemptClient attempts;

    RetryingModelClient(
            RetrySettings settings,
            OutageBreaker breaker,
            Sleeper sleeper,
            InstantSource instants,
            RandomGenerator random,
            AttemptClient attempts) {
        this.settings = settings;
        this.breaker = breaker;
        this.sleeper = sleeper;
        this.instants = instants;
        this.random = random;
        this.attempts = attempts;
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        Tries tries = new Tries(breaker.answers());
        for (int attempt = 1; ; attempt++) {
            breaker.awaitProvider();
            try {
                ModelReply reply = attempts.ask(request, attempt);
                breaker.answered();
                return reply;
            } catch (ModelException.Transient e) {
                failed(e, request, tries);
            } catch (ModelException.Rejected | ModelException.TooLong | ModelException.Blocked e) {
                breaker.answered();
                throw e;
            }
        }
    }

    /** Returns when the prompt may be sent again. */
    private void failed(ModelException.Transient failure, ModelRequest request, Tries tries) {
        // First: the gate has heard of it too and holds every thread back, whatever becomes of this prompt.
        failIfTooLong(failure);
        if (failure.kind() == Kind.THROTTLED) {
            breaker.answered();
            sleeper.sleep(waitWhenThrottled(failure, tries));
            return;
        }
        tries.failed++;
        boolean isLast =
                tries.failed >= settings.maxAttempts() || (failure.kind() == Kind.TIMEOUT && request.items() > 1);
        boolean wasAway = isLast ? breaker.wasAwayAfterAll(tries.answersBefore) : breaker.wasAway();
        if (wasAway) {
            tries.failed = 0;
        } else if (isLast) {
            throw failure;
        } else {
            sleeper.sleep(longer(failure.retryAfter(), AFTER_FAILURE.wait(tries.failed, random)));
        }
    }

    private Duration waitWhenThrottled(ModelException.Transient failure, Tries tries) {
        tries.throttled++;
        Duration backoff = WHEN_THROTTLED.wait(tries.throttled, random);
        // The gate spreads those who come back at the same time, so there is nothing to add.
        boolean isTold = failure.retryAfter()
                .filter(asked -> tries.throttled == 1 || asked.compareTo(SHORTEST_TRUSTED) >= 0)
                .isPresent();
        Duration wait = isTold ? failure.retryAfter().get() : longer(failure.retryAfter(), backoff);
        tries.throttledFor = tries.throttledFor.plus(wait);
        failIfThrottledTooLong(failure, tries);
        return wait;
    }

    private static Duration longer(Optional<Duration> asked, Duration own) {
        return asked.filter(wait -> wait.compareTo(own) > 0).orElse(own);
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

    private static String minuteAfter(Instant instant) {
        return MINUTE.format(instant.plusSeconds(59).atZone(ZoneOffset.UTC));
    }

    /** What one prompt has been through. */
    private static final class Tries {
        private final long answersBefore;
        private int failed;
        private int throttled;
        private Duration throttledFor = Duration.ZERO;

        private Tries(long answersBefore) {
            this.answersBefore = answersBefore;
        }
    }
}
