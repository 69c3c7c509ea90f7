package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutageBreakerTest {

    private static final int IN_A_ROW = 5;

    private final ManualTime time = new ManualTime();
    private final List<Duration> probedAt = new ArrayList<>();
    private Duration backAt = Duration.ZERO;

    @Test
    void aFewFailuresInARowAskNothing() {
        OutageBreaker breaker = breaker();

        for (int failure = 1; failure < IN_A_ROW; failure++) {
            assertThat(breaker.wasAway()).isFalse();
        }
        breaker.answered();

        assertThat(breaker.wasAway()).isFalse();
        assertThat(probedAt).isEmpty();
    }

    @Test
    void promptsAreToBlameWhileTheProviderAnswersTheProbe() {
        OutageBreaker breaker = breaker();

        fail(breaker, IN_A_ROW - 1);

        assertThat(breaker.wasAway()).isFalse();
        assertThat(probedAt).hasSize(1);
        breaker.awaitProvider();
        assertThat(probedAt).hasSize(1);
    }

    @Test
    void probesComeAtGrowingIntervalsUntilTheProviderIsBack() {
        OutageBreaker breaker = breaker();
        backAt = Duration.ofSeconds(60);

        fail(breaker, IN_A_ROW - 1);

        assertThat(breaker.wasAway()).isTrue();
        assertThat(probedAt)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(31),
                        Duration.ofSeconds(61));
    }

    @Test
    void providerThatStaysAwayFailsEveryThreadWithoutFurtherProbes() {
        OutageBreaker breaker = breaker();
        backAt = Duration.ofHours(1);
        fail(breaker, IN_A_ROW - 1);

        assertThatThrownBy(breaker::wasAway).isInstanceOf(ProviderUnavailableException.class);
        int probes = probedAt.size();

        assertThatThrownBy(breaker::awaitProvider).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(breaker::wasAway).isInstanceOf(ProviderUnavailableException.class);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
        assertThat(probedAt).hasSize(probes);
    }

    @Test
    void lastFailureOfAPromptIsItsFaultIfOthersWereAnsweredMeanwhile() {
        OutageBreaker breaker = breaker();
        long before = breaker.answers();
        breaker.answered();

        assertThat(breaker.wasAwayAfterAll(before)).isFalse();

        assertThat(probedAt).isEmpty();
    }

    @Test
    void lastFailureOfAPromptWithoutOtherAnswersAsksTheProbe() {
        OutageBreaker breaker = breaker();

        assertThat(breaker.wasAwayAfterAll(breaker.answers())).isFalse();
        backAt = time.elapsed().plusSeconds(2);
        assertThat(breaker.wasAwayAfterAll(breaker.answers())).isTrue();

        assertThat(probedAt).hasSize(4);
    }

    @Test
    void aRefusedOrThrottledProbeShowsThatTheProviderIsThere() {
        AtomicInteger probes = new AtomicInteger();
        OutageBreaker breaker = new OutageBreaker(
                Duration.ofMinutes(5),
                () -> {
                    if (probes.incrementAndGet() == 1) {
                        throw new ModelException.Rejected("no", new IllegalStateException());
                    }
                    throw transientFailure(Kind.THROTTLED);
                },
                time,
                time);

        assertThat(breaker.wasAwayAfterAll(breaker.answers())).isFalse();
        assertThat(breaker.wasAwayAfterAll(breaker.answers())).isFalse();

        assertThat(probes).hasValue(2);
    }

    @Test
    void oneThreadProbesAndTheOthersWait() throws Exception {
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        AtomicInteger probes = new AtomicInteger();
        OutageBreaker breaker = new OutageBreaker(
                Duration.ofMinutes(5),
                () -> {
                    probes.incrementAndGet();
                    probing.countDown();
                    await(back);
                },
                time,
                time);
        fail(breaker, IN_A_ROW - 1);
        List<CompletableFuture<Boolean>> threads = new ArrayList<>();
        threads.add(CompletableFuture.supplyAsync(breaker::wasAway));
        await(probing);
        for (int number = 0; number < 8; number++) {
            threads.add(CompletableFuture.supplyAsync(
                    () -> {
                        breaker.awaitProvider();
                        return false;
                    },
                    task -> new Thread(task).start()));
        }

        back.countDown();

        for (CompletableFuture<Boolean> thread : threads) {
            assertThat(thread.get(10, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(probes).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fail(OutageBreaker breaker, int times) {
        for (int failure = 0; failure < times; failure++) {
            assertThat(breaker.wasAway()).isFalse();
        }
    }

    private OutageBreaker breaker() {
        return new OutageBreaker(Duration.ofMinutes(5), this::probe, time, time);
    }

    private void probe() {
        probedAt.add(time.elapsed());
        if (time.elapsed().compareTo(backAt) < 0) {
            throw transientFailure(Kind.NETWORK);
        }
    }

    private static ModelException.Transient transientFailure(Kind kind) {
        return new ModelException.Transient(kind, Optional.empty(), kind.name(), new IllegalStateException());
    }
}
