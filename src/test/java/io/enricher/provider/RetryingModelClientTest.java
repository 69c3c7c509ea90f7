package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingModelClientTest {

    private static final RetrySettings SETTINGS = new RetrySettings(3, Duration.ofMinutes(10), Duration.ofMinutes(5));

    private final ManualTime time = new ManualTime();
    private Duration backAt = Duration.ZERO;
    private int probes;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"SERVER_ERROR", "NETWORK", "BROKEN_BODY"})
    void failureThatMayPassIsTriedAgainUpToTheLimit(Kind kind) {
        ScriptedAttempts attempts = new ScriptedAttempts(time, failure(kind), failure(kind));

        ModelReply reply = retrying(attempts).ask(request(20));

        assertThat(reply).isSameAs(ScriptedAttempts.REPLY);
        assertThat(attempts.attempts()).containsExactly(1, 2, 3);
    }

    @Test
    void lastFailureIsThrownWithoutAnotherWait() {
        ModelException last = failure(Kind.NETWORK);
        ScriptedAttempts attempts =
                new ScriptedAttempts(time, failure(Kind.SERVER_ERROR), failure(Kind.SERVER_ERROR), last);

        assertThatThrownBy(() -> retrying(attempts).ask(request(20))).isSameAs(last);

        assertThat(attempts.attempts()).hasSize(3);
        assertThat(time.sleeps()).hasSize(2);
        assertThat(probes).isEqualTo(1);
    }

    @Test
    void waitsDoubleAndAreHalfByChance() {
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, Stream.generate(() -> failure(Kind.SERVER_ERROR)).limit(9).toArray(RuntimeException[]::new));

        retrying(new RetrySettings(10, Duration.ofMinutes(10), Duration.ofMinutes(5)), attempts)
                .ask(request(20));

        long upper = 500;
        for (Duration sleep : time.sleeps()) {
            assertThat(sleep.toMillis()).isBetween(Math.min(upper, 30_000) / 2, Math.min(upper, 30_000));
            upper *= 2;
        }
    }

    @Test
    void timeoutOfSeveralItemsIsLeftToTheCallerAndOfOneItemTriedAgain() {
        ScriptedAttempts several = new ScriptedAttempts(time, failure(Kind.TIMEOUT));
        ScriptedAttempts single = new ScriptedAttempts(time, failure(Kind.TIMEOUT));

        assertThatThrownBy(() -> retrying(several).ask(request(2))).hasMessage("TIMEOUT");
        retrying(single).ask(request(1));

        assertThat(several.attempts()).hasSize(1);
        assertThat(single.attempts()).hasSize(2);
    }

    @Test
    void throttlingUsesNoAttemptUp() {
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, Stream.generate(() -> throttled(1)).limit(20).toArray(RuntimeException[]::new));

        retrying(attempts).ask(request(20));

        assertThat(attempts.attempts()).hasSize(21).last().isEqualTo(21);
    }

    @Test
    void noCallBeforeRetryAfterHasPassed() {
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, throttled(90), failure(Kind.SERVER_ERROR, Optional.of(Duration.ofSeconds(40))));

        retrying(attempts).ask(request(20));

        assertThat(attempts.askedAt().get(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(attempts.askedAt().get(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(130));
    }

    @Test
    void waitOverTheLimitEndsTheRunAndSaysUntilWhen() {
        ScriptedAttempts attempts = new ScriptedAttempts(time, throttled(3_600));

        assertThatThrownBy(() -> retrying(attempts).ask(request(20)))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("2026-11-20 11:00 UTC")
                .hasMessageContaining("enricher.max-wait");

        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void waitOverTheLimitEndsTheRunEvenIfThePromptIsNotTriedAgain() {
        Optional<Duration> twoHours = Optional.of(Duration.ofHours(2));
        ScriptedAttempts batch = new ScriptedAttempts(time, failure(Kind.TIMEOUT, twoHours));
        ScriptedAttempts last = new ScriptedAttempts(
                time, failure(Kind.SERVER_ERROR), failure(Kind.SERVER_ERROR), failure(Kind.SERVER_ERROR, twoHours));

        assertThatThrownBy(() -> retrying(batch).ask(request(20))).isInstanceOf(NotNowException.class);
        assertThatThrownBy(() -> retrying(last).ask(request(20))).isInstanceOf(NotNowException.class);
    }

    @Test
    void throttlingOfOnePromptEndsTheRunWhenItsWaitsAddUpToTheLimit() {
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, Stream.generate(() -> throttled(180)).limit(9).toArray(RuntimeException[]::new));

        assertThatThrownBy(() -> retrying(attempts).ask(request(20)))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("enricher.max-wait (600 s)");

        assertThat(attempts.attempts()).hasSize(4);
        assertThat(time.elapsed()).isLessThanOrEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void failuresInAnOutageUseNoAttemptUpAndNothingIsSentUntilTheProviderIsBack() {
        backAt = Duration.ofSeconds(60);
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, Stream.generate(() -> failure(Kind.NETWORK)).limit(4).toArray(RuntimeException[]::new));

        ModelReply reply = retrying(attempts).ask(request(20));

        assertThat(reply).isSameAs(ScriptedAttempts.REPLY);
        assertThat(attempts.askedAt().get(2)).isLessThan(Duration.ofSeconds(5));
        assertThat(attempts.askedAt().get(3)).isGreaterThanOrEqualTo(backAt);
        assertThat(attempts.attempts()).containsExactly(1, 2, 3, 4, 5);
        assertThat(probes).isBetween(5, 9);
    }

    @Test
    void batchThatTimesOutInAnOutageIsSentAgainUnchanged() {
        backAt = Duration.ofSeconds(10);
        ScriptedAttempts attempts = new ScriptedAttempts(time, failure(Kind.TIMEOUT));

        retrying(attempts).ask(request(20));

        assertThat(attempts.attempts()).containsExactly(1, 2);
    }

    @Test
    void providerThatStaysAwayEndsTheRun() {
        backAt = Duration.ofHours(1);
        ScriptedAttempts attempts = new ScriptedAttempts(
                time, Stream.generate(() -> failure(Kind.NETWORK)).limit(9).toArray(RuntimeException[]::new));

        assertThatThrownBy(() -> retrying(attempts).ask(request(20)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("start again");

        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(310));
        assertThat(attempts.attempts()).hasSize(3);
    }

    static Stream<RuntimeException> hopeless() {
        Throwable cause = new IllegalStateException();
        return Stream.of(
                new ModelException.Rejected("rejected", cause),
                new ModelException.TooLong("too long", cause),
                new ModelException.Blocked("blocked", cause),
                new ModelException.Aborted("aborted", cause),
                new ProviderUnavailableException("refused", cause),
                new NotNowException("spent"));
    }

    @ParameterizedTest
    @MethodSource("hopeless")
    void whatNoRepetitionCuresIsThrownAtOnce(RuntimeException failure) {
        ScriptedAttempts attempts = new ScriptedAttempts(time, failure);

        assertThatThrownBy(() -> retrying(attempts).ask(request(1))).isSameAs(failure);

        assertThat(attempts.attempts()).hasSize(1);
        assertThat(time.sleeps()).isEmpty();
    }

    private RetryingModelClient retrying(AttemptClient attempts) {
        return retrying(SETTINGS, attempts);
    }

    private RetryingModelClient retrying(RetrySettings settings, AttemptClient attempts) {
        OutageBreaker breaker = new OutageBreaker(settings.outageLimit(), this::probe, time, time);
        return new RetryingModelClient(settings, breaker, time, time, new Random(7), attempts);
    }

    private void probe() {
        probes++;
        if (time.elapsed().compareTo(backAt) < 0) {
            throw failure(Kind.NETWORK);
        }
    }

    private static ModelException failure(Kind kind) {
        return failure(kind, Optional.empty());
    }

    private static ModelException throttled(long seconds) {
        return failure(Kind.THROTTLED, Optional.of(Duration.ofSeconds(seconds)));
    }

    private static ModelException failure(Kind kind, Optional<Duration> retryAfter) {
        return new ModelException.Transient(kind, retryAfter, kind.name(), new IllegalStateException());
    }

    private static ModelRequest request(int items) {
        return new ModelRequest("", "", "{}", items, 1, 1);
    }
}
