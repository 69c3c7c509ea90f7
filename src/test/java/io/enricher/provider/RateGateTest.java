package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateGateTest {

    private final ManualTime time = new ManualTime();
    private final StopLatch stop = new StopLatch();

    @Test
    void aMinutesQuotaMayGoAtOnceThenCallsFollowTheRate() {
        RateGate gate = gate(OptionalLong.of(60), OptionalLong.empty(), 1.0, 100);

        List<Duration> admitted = admit(gate, 62, 10);

        // One of sixty stays in hand, because calls may arrive closer together than they are sent.
        assertThat(admitted.subList(0, 59)).containsOnly(Duration.ZERO);
        assertThat(admitted.subList(59, 62))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void smallBurstPacesFromTheStart() {
        RateGate gate = gate(OptionalLong.of(60), OptionalLong.empty(), 0.01, 100);

        assertThat(admit(gate, 3, 10)).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void tokensAreTakenByEstimateAndCorrectedByTheReply() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.of(60_000), 1.0, 100);

        RateGate.Permit first = gate.admit(50_000, 0);
        long beforeReply = gate.nanosUntilAdmitted(50_000);
        first.replied(5_000, ReportedLimits.NONE);

        assertThat(beforeReply).isGreaterThan(0);
        assertThat(gate.nanosUntilAdmitted(50_000)).isZero();
    }

    @Test
    void callOverTheWholeQuotaWaitsForAFullBucketAndGoes() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.of(6_000), 1.0, 100);

        List<Duration> admitted = admit(gate, 2, 12_000);

        assertThat(admitted.get(0)).isZero();
        assertThat(admitted.get(1)).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121));
    }

    @Test
    void pauseHoldsBackEveryCallAndAShorterOneDoesNotEndIt() {
        RateGate gate = gate(OptionalLong.of(600), OptionalLong.empty(), 1.0, 100);
        RateGate.Permit one = gate.admit(1, 0);
        RateGate.Permit other = gate.admit(1, 0);

        one.throttled(Optional.of(Duration.ofSeconds(30)), LastAnswer.NONE);
        other.throttled(Optional.of(Duration.ofSeconds(10)), LastAnswer.NONE);

        assertThat(gate.nanosUntilAdmitted(1)).isEqualTo(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void noMoreCallsAreInFlightThanTheWindowAllows() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.empty(), 1.0, 3);
        admit(gate, 2, 1);
        time.pass(Duration.ofSeconds(1));
        RateGate.Permit third = gate.admit(1, 0);

        assertThat(third.inFlight()).isEqualTo(3);
        assertThat(gate.nanosUntilAdmitted(1)).isEqualTo(RateGate.UNTIL_A_CALL_ENDS);
        time.pass(Duration.ofSeconds(1));
        third.failed();
        assertThat(gate.nanosUntilAdmitted(1)).isZero();
    }

    @Test
    void nothingIsSentWhileARefusalIsBeingRead() {
        RateGate gate = gate(OptionalLong.of(1_000), OptionalLong.empty(), 1.0, 10);
        RateGate.Permit refused = gate.admit(1, 0);
        gate.refusalArrives(Optional.empty());

        assertThat(gate.nanosUntilAdmitted(1)).isPositive();
        refused.throttled(Optional.of(Duration.ofSeconds(7)), LastAnswer.NONE);
        assertThat(gate.nanosUntilAdmitted(1))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(7).toNanos());
    }

    @Test
    void throttlingOfCallsThatWereInFlightTogetherCutsTheWindowOnce() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.empty(), 1.0, 100);
        List<RateGate.Permit> flight = new ArrayList<>();
        for (int call = 0; call < 100; call++) {
            flight.add(gate.admit(1, 0));
        }
        time.pass(Duration.ofSeconds(1));

        flight.forEach(permit -> permit.throttled(Optional.empty(), LastAnswer.NONE));

        assertThat(mostInFlight(gate)).isEqualTo(70);
    }

    @Test
    void windowGrowsBackWhileItIsUsed() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.empty(), 1.0, 10);
        fill(gate).forEach(permit -> permit.throttled(Optional.empty(), LastAnswer.NONE));
        time.pass(Duration.ofSeconds(10));
        List<RateGate.Permit> afterwards = fill(gate);
        assertThat(afterwards).hasSize(7);
        afterwards.forEach(RateGate.Permit::failed);
        for (int round = 0; round < 30; round++) {
            time.pass(Duration.ofSeconds(10));
            List<RateGate.Permit> flight = fill(gate);
            flight.forEach(permit -> permit.replied(1, ReportedLimits.NONE));
        }

        assertThat(mostInFlight(gate)).isEqualTo(10);
    }

    @Test
    void permitEndsOnceWhateverIsTold() {
        RateGate gate = gate(OptionalLong.empty(), OptionalLong.empty(), 1.0, 2);
        try (RateGate.Permit permit = gate.admit(1, 0)) {
            permit.replied(1, ReportedLimits.NONE);
            permit.failed();
            permit.throttled(Optional.of(Duration.ofHours(1)), LastAnswer.NONE);
        }

        assertThat(mostInFlight(gate)).isEqualTo(2);
    }

    @Test
    void limitToldByTheProviderCountsUnlessOneIsConfigured() {
        ReportedLimits told = new ReportedLimits(Optional.of(new ReportedLimits.Told(60, 10)), Optional.empty());
        RateGate learns = gate(OptionalLong.empty(), OptionalLong.empty(), 1.0, 1000);
        RateGate knows = gate(OptionalLong.of(600), OptionalLong.empty(), 1.0, 1000);

        learns.admit(1, 0).replied(1, told);
        knows.admit(1, 0).replied(1, told);

        assertThat(mostAtOnce(learns)).isEqualTo(10);
        assertThat(mostAtOnce(knows)).isBetween(590, 600);
    }

    @Test
    void threadsAreLetThroughInTheOrderOfTheirArrival() throws Exception {
        RateGate gate = new RateGate(RateLimits.NONE, 1, NanoClock.system(), stop);
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        RateGate.Permit held = gate.enter(1);
        for (int number = 0; number < 20; number++) {
            int mine = number;
            waiting.add(CompletableFuture.runAsync(
                    () -> {
                        try (RateGate.Permit permit = gate.enter(1)) {
                            order.add(mine);
                            assertThat(permit.inFlight()).isEqualTo(1);
                        }
                    },
                    task -> new Thread(task).start()));
            awaitWaiting(gate, number + 1);
        }

        held.close();
        for (CompletableFuture<Void> one : waiting) {
            one.get(10, TimeUnit.SECONDS);
        }

        assertThat(order).isSorted().hasSize(20);
    }

    @Test
    void stopLetsNobodyThroughAndEndsEveryWait() throws Exception {
        RateGate gate = new RateGate(RateLimits.NONE, 1, NanoClock.system(), stop);
        RateGate.Permit held = gate.enter(1);
        CountDownLatch aborted = new CountDownLatch(5);
        for (int number = 0; number < 5; number++) {
            new Thread(() -> {
                        try (RateGate.Permit permit = gate.enter(1)) {
                            assertThat(permit).isNull();
                        } catch (ModelException.Aborted e) {
                            aborted.countDown();
                        }
                    })
                    .start();
        }
        awaitWaiting(gate, 5);

        stop.stop();

        assertThat(aborted.await(10, TimeUnit.SECONDS)).isTrue();
        held.close();
        assertThatThrownBy(() -> gate.enter(1)).isInstanceOf(ModelException.Aborted.class);
    }

    @Test
    void interruptedWaiterLeavesNothingBehind() throws Exception {
        RateGate gate = new RateGate(RateLimits.NONE, 1, NanoClock.system(), stop);
        RateGate.Permit held = gate.enter(1);
        CountDownLatch aborted = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            try (RateGate.Permit permit = gate.enter(1)) {
                assertThat(permit).isNull();
            } catch (ModelException.Aborted e) {
                aborted.countDown();
            }
        });
        waiter.start();
        awaitWaiting(gate, 1);

        waiter.interrupt();
        assertThat(aborted.await(10, TimeUnit.SECONDS)).isTrue();
        held.close();

        gate.enter(1).close();
    }

    private static void awaitWaiting(RateGate gate, int threads) throws InterruptedException {
        while (gate.waiting() < threads) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private RateGate gate(OptionalLong requests, OptionalLong tokens, double burst, int most) {
        return new RateGate(new RateLimits(requests, tokens, burst), most, time, stop);
    }

    /** Admits calls one after the other; when each was. */
    private List<Duration> admit(RateGate gate, int calls, long tokens) {
        List<Duration> admitted = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            time.pass(Duration.ofNanos(gate.nanosUntilAdmitted(tokens)));
            gate.admit(tokens, 0);
            admitted.add(Duration.ofMillis(Math.round(time.elapsed().toNanos() / 1e6)));
        }
        return admitted;
    }

    private List<RateGate.Permit> fill(RateGate gate) {
        List<RateGate.Permit> flight = new ArrayList<>();
        long wait = gate.nanosUntilAdmitted(1);
        while (wait != RateGate.UNTIL_A_CALL_ENDS) {
            time.pass(Duration.ofNanos(wait));
            flight.add(gate.admit(1, 0));
            wait = gate.nanosUntilAdmitted(1);
        }
        return flight;
    }

    /** Fills the gate for good. */
    private int mostInFlight(RateGate gate) {
        List<RateGate.Permit> flight = fill(gate);
        return flight.get(flight.size() - 1).inFlight();
    }

    private int mostAtOnce(RateGate gate) {
        int calls = 0;
        while (gate.nanosUntilAdmitted(1) == 0) {
            gate.admit(1, 0);
            calls++;
        }
        return calls;
    }
}
