package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.enricher.provider.ModelException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateGateTest {

    private final ManualTime time = new ManualTime();

    @Test
    void withoutALimitNothingWaits() {
        RateGate gate = new RateGate(new RateLimits(OptionalInt.empty(), 1), time, time);

        enter(gate, 1_000);

        assertThat(time.elapsed()).isZero();
    }

    @Test
    void aMinutesQuotaMayGoAtOnceThenCallsFollowTheRate() {
        RateGate gate = gate(15, 1.0);

        List<Duration> entered = enter(gate, 20);

        assertThat(entered.subList(0, 15)).containsOnly(Duration.ZERO);
        assertThat(entered.subList(15, 20))
                .containsExactly(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(12),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(20));
    }

    @Test
    void smallBurstPacesFromTheStart() {
        RateGate gate = gate(60, 0.01);

        assertThat(enter(gate, 3)).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void pauseHoldsBackEveryCallAndAShorterOneDoesNotEndIt() {
        RateGate gate = gate(600, 1.0);

        gate.pause(Duration.ofSeconds(30));
        gate.pause(Duration.ofSeconds(10));

        assertThat(enter(gate, 2)).containsOnly(Duration.ofSeconds(30));
    }

    @Test
    void pauseThatBeginsWhileACallWaitsHoldsItBackToo() {
        List<RateGate> gates = new ArrayList<>();
        RateGate gate = new RateGate(new RateLimits(OptionalInt.of(1), 1), time, duration -> {
            if (duration.equals(Duration.ofMinutes(1)) && time.elapsed().isZero()) {
                gates.get(0).pause(Duration.ofMinutes(5));
            }
            time.sleep(duration);
        });
        gates.add(gate);

        assertThat(enter(gate, 2)).containsExactly(Duration.ZERO, Duration.ofMinutes(5));
    }

    @Test
    void retryAfterOfOneCallPausesTheNextOfAnyThread() {
        ModelException.Transient throttled = new ModelException.Transient(
                Kind.THROTTLED, Optional.of(Duration.ofSeconds(7)), "slow down", new IllegalStateException());
        ScriptedAttempts attempts = new ScriptedAttempts(time, throttled);
        GatedModelClient gated = new GatedModelClient(gate(600, 1.0), attempts);

        assertThat(catchThrowable(() -> gated.ask(Adapter.request(), 1))).isSameAs(throttled);
        gated.ask(Adapter.request(), 1);

        assertThat(attempts.askedAt()).containsExactly(Duration.ZERO, Duration.ofSeconds(7));
    }

    @Test
    void stopIsNoticedEvenWhereNothingWaits() {
        StopLatch stopLatch = new StopLatch();
        RateGate gate = new RateGate(new RateLimits(OptionalInt.empty(), 1), time, stopLatch);
        gate.enter();

        stopLatch.stop();

        assertThatThrownBy(gate::enter).isInstanceOf(ModelException.Aborted.class);
    }

    private RateGate gate(int perMinute, double burst) {
        return new RateGate(new RateLimits(OptionalInt.of(perMinute), burst), time, time);
    }

    private List<Duration> enter(RateGate gate, int times) {
        List<Duration> entered = new ArrayList<>();
        for (int call = 0; call < times; call++) {
            gate.enter();
            entered.add(time.elapsed());
        }
        return entered;
    }
}
