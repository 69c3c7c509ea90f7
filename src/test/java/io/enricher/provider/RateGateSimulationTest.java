package io.enricher.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gate against a provider with token buckets of its own, call by call on a clock that moves from event to event. */
class RateGateSimulationTest {

    private static final Duration LATENCY = Duration.ofMillis(1_900);
    private static final long TOKENS = 3_000;
    private static final double UNLIMITED = 1e12;

    @Test
    void configuredQuotaIsUsedUpWithoutARefusal() {
        Provider provider = new Provider(500, 200_000, 1.0);
        Run run = new Run(limits(500, 200_000, 1.0), 16, provider).calls(300);

        assertThat(run.throttled).isLessThanOrEqualTo(3);
        assertThat(run.ratioTo(shortest(300, 200_000, 1.0))).isLessThan(1.15);
    }

    @Test
    void smallBurstIsPacedWithoutARefusal() {
        Provider provider = new Provider(500, 200_000, 0.05);
        Run run = new Run(limits(500, 200_000, 0.05), 16, provider).calls(100);

        assertThat(run.throttled).isLessThanOrEqualTo(3);
        assertThat(run.ratioTo(shortest(100, 200_000, 0.05))).isLessThan(1.15);
    }

    @Test
    void unknownQuotaWithAFullBucketIsFound() {
        Provider provider = new Provider(500, 200_000, 1.0);
        Run run = new Run(RateLimits.NONE, 16, provider).calls(100);

        assertThat(run.throttled).isLessThan(5);
        assertThat(run.ratioTo(shortest(100, 200_000, 1.0))).isLessThan(1.4);
    }

    @Test
    void unknownQuotaWithASmallBucketIsFound() {
        Provider provider = new Provider(500, 200_000, 0.05);
        Run run = new Run(RateLimits.NONE, 16, provider).calls(100);

        assertThat(run.throttled).isLessThan(5);
        assertThat(run.ratioTo(shortest(100, 200_000, 0.05))).isLessThan(1.4);
    }

    @Test
    void waveOfCallsThatTakeEquallyLongBringsFewRefusalsWhereTheQuotaIsUnknown() {
        for (double burst : new double[] {1.0, 0.05}) {
            Run run = new Run(RateLimits.NONE, 50, new Provider(500, 150_000, burst));
            run.heard = Duration.ofMillis(150);
            run.calls(100);

            assertThat(run.throttled).as("of a burst of %s", burst).isLessThanOrEqualTo(5);
            assertThat(run.ratioTo(shortest(100, 150_000, burst))).isLessThan(1.1);
        }
    }

    @Test
    void callsThatTakeDifferentTimesToArriveDoNotHideTheQuota() {
        for (double burst : new double[] {1.0, 0.05}) {
            for (int seed = 0; seed < 40; seed++) {
                Run run = new Run(RateLimits.NONE, 50, new Provider(500, 150_000, burst));
                run.arrival = new Random(seed);
                run.longestArrival = 15;
                run.heard = Duration.ofMillis(25);
                run.calls(100);

                assertThat(run.throttled)
                        .as("burst of %s, seed %s", burst, seed)
                        .isLessThanOrEqualTo(6);
            }
        }
    }

    @Test
    void spacingCostsAHealthyProviderNextToNothing() {
        Run run = new Run(RateLimits.NONE, 50, new Provider(1_000_000, UNLIMITED, 1)).calls(1_000);

        assertThat(run.seconds()).isLessThan(1.1 * 1_000 / 50 * LATENCY.toMillis() / 1000);
    }

    @Test
    void quotaThatHalvesIsFollowed() {
        Provider provider = new Provider(1_500, UNLIMITED, 0.05);
        Run run = new Run(limits(1_500, 0, 0.05), 64, provider);
        run.halveAfter = 1_000;
        run.calls(2_000);

        double shortest = 1_000 / 25.0 + 1_000 / 12.5;
        assertThat(run.throttled).isLessThan(60);
        assertThat(run.seconds() / shortest).isLessThan(1.15);
    }

    @Test
    void quotaThatGrowsBackIsUsedAgain() {
        Provider provider = new Provider(300, UNLIMITED, 0.05);
        Run run = new Run(limits(600, 0, 0.05), 16, provider);
        run.doubleAfter = 200;
        run.calls(2_000);

        double shortest = 200 / 5.0 + 1_800 / 10.0;
        assertThat(run.throttled).isLessThan(40);
        assertThat(run.seconds() / shortest).isLessThan(1.3);
    }

    @Test
    void refusalsByChanceDoNotSlowAHealthyProviderDown() {
        double seconds = 0;
        int runs = 20;
        for (int seed = 0; seed < runs; seed++) {
            Provider provider = new Provider(1_000_000, UNLIMITED, 1, new Random(seed));
            provider.refuses = 0.2;
            seconds += new Run(RateLimits.NONE, 16, provider).calls(50).seconds() / runs;
        }

        Run calm = new Run(RateLimits.NONE, 16, new Provider(1_000_000, UNLIMITED, 1)).calls(50);
        // Each of some twelve refusals asks all to wait for a second.
        assertThat(seconds).isLessThan(2.5 * calm.seconds());
    }

    @Test
    void fewRefusalsByChanceCostLittleMoreThanTheirWaits() {
        // Each asks all to wait for a second.
        Run calm = new Run(RateLimits.NONE, 50, new Provider(1_000_000, UNLIMITED, 1)).calls(1_000);
        Provider provider = new Provider(1_000_000, UNLIMITED, 1);
        provider.refuses = 0.01;
        Run run = new Run(RateLimits.NONE, 50, provider);
        run.heard = Duration.ofMillis(150);
        run.calls(1_000);

        assertThat(run.seconds()).isLessThan(1.6 * (calm.seconds() + run.throttled));
    }

    @Test
    void fewRefusalsByChanceDoNotShrinkAKnownRate() {
        RateLimits limits = limits(10_000, 30_000_000, 1.0);
        Run calm = new Run(limits, 16, new Provider(1_000_000, UNLIMITED, 1)).calls(1_000);
        Provider provider = new Provider(1_000_000, UNLIMITED, 1);
        provider.refuses = 0.02;
        Run run = new Run(limits, 16, provider).calls(1_000);

        assertThat(run.seconds()).isLessThan(1.5 * (calm.seconds() + run.throttled));
    }

    @Test
    void limitThatIsMuchTooHighIsCorrected() {
        Run run = new Run(limits(600, 10_000_000, 1.0), 16, new Provider(120, UNLIMITED, 0.05)).calls(400);

        assertThat(run.throttled).isLessThan(50);
        assertThat(run.seconds()).isLessThan(1.15 * 400 / 2);
    }

    @Test
    void quotaIsFoundWithoutExactWaits() {
        for (Waits waits : Waits.values()) {
            Provider provider = new Provider(100, UNLIMITED, 0.05);
            provider.waits = waits;
            Run run = new Run(RateLimits.NONE, 16, provider).calls(300);

            assertThat(run.seconds()).as(waits.name()).isLessThan(1.3 * 300 * 60 / 100);
        }
    }

    @Test
    void quotaOfRequestsAloneIsFoundWithWideWindows() {
        for (Waits waits : new Waits[] {Waits.TO_THE_MILLISECOND, Waits.IN_WHOLE_SECONDS}) {
            for (double perMinute : new double[] {60, 100, 500}) {
                Provider provider = new Provider(perMinute, UNLIMITED, 0.05);
                provider.waits = waits;
                Run run = new Run(RateLimits.NONE, 50, provider);
                run.longestArrival = 15;
                run.heard = Duration.ofMillis(25);
                run.calls(300);

                String which = perMinute + " a minute, waits " + waits;
                double shortest = (300 - perMinute * 0.05) * 60 / perMinute + LATENCY.toMillis() / 1000.0;
                assertThat(run.throttled).as(which).isLessThan(45);
                assertThat(run.ratioTo(shortest)).as(which).isLessThan(1.15);
            }
        }
    }

    @Test
    void providerThatAllowsFewCallsAtATimeIsNotAskedMore() {
        for (int most : new int[] {2, 4, 10}) {
            Provider provider = new Provider(1_000_000, UNLIMITED, 1);
            provider.mostInFlight = most;
            Run run = new Run(RateLimits.NONE, 50, provider);
            run.longestArrival = 15;
            run.heard = Duration.ofMillis(25);
            run.calls(200);

            String which = most + " at a time";
            assertThat(run.throttled).as(which).isLessThan(30);
            assertThat(run.ratioTo(200.0 / most * LATENCY.toMillis() / 1000))
                    .as(which)
                    .isLessThan(1.25);
        }
    }

    @Test
    void providerThatRefusesEverythingForAWhileIsAskedAgainAtOnceWhenItIsBack() {
        Provider provider = new Provider(1_000_000, UNLIMITED, 1);
        provider.refusesUntil = Duration.ofSeconds(30);
        Run run = new Run(RateLimits.NONE, 16, provider).calls(50);

        assertThat(run.seconds()).isLessThan(30 + 15);
    }

    private static RateLimits limits(long requests, long tokens, double burst) {
        return new RateLimits(
                OptionalLong.of(requests), tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens), burst);
    }

    /** Seconds: what is over the burst comes in at the rate, then the last call takes its time. */
    private static double shortest(long calls, long tokensPerMinute, double burst) {
        double beyond = calls * TOKENS - tokensPerMinute * burst;
        return Math.max(0, beyond) * 60 / tokensPerMinute + LATENCY.toMillis() / 1000.0;
    }

    /** How a provider tells the wait that it asks for. */
    private enum Waits {
        TO_THE_MILLISECOND,
        IN_WHOLE_SECONDS,
        NOT_AT_ALL
    }

    /** A provider as OpenAI describes its own: buckets of requests and tokens; a refused call takes nothing. */
    private static final class Provider {

        private final double burst;
        private final Random random;
        private double perMinute;
        private final double tokensPerMinute;
        private double requests;
        private double tokens;
        private long filledAt;
        private double refuses;
        private int inFlight;
        private int mostInFlight = Integer.MAX_VALUE;
        private Waits waits = Waits.TO_THE_MILLISECOND;
        private Duration refusesUntil = Duration.ZERO;

        private Provider(double perMinute, double tokensPerMinute, double burst) {
            this(perMinute, tokensPerMinute, burst, new Random(7));
        }

        private Provider(double perMinute, double tokensPerMinute, double burst, Random random) {
            this.random = random;
            this.perMinute = perMinute;
            this.tokensPerMinute = tokensPerMinute;
            this.burst = burst;
            this.requests = perMinute * burst;
            this.tokens = tokensPerMinute * burst;
        }

        private Optional<Duration> told(Duration wait) {
            return switch (waits) {
                case TO_THE_MILLISECOND -> Optional.of(wait);
                case IN_WHOLE_SECONDS -> Optional.of(Duration.ofSeconds((wait.toMillis() + 999) / 1000));
                case NOT_AT_ALL -> Optional.empty();
            };
        }

        /** How long to wait, zero if the call is let through. */
        private Duration ask(long now) {
            double minutes = (now - filledAt) / 60e9;
            filledAt = now;
            requests = Math.min(perMinute * burst, requests + minutes * perMinute);
            tokens = Math.min(tokensPerMinute * burst, tokens + minutes * tokensPerMinute);
            boolean isBusy = inFlight >= mostInFlight;
            if (random.nextDouble() < refuses || isBusy || now < refusesUntil.toNanos()) {
                return Duration.ofSeconds(1);
            }
            if (requests >= 1 && tokens >= TOKENS) {
                requests -= 1;
                tokens -= TOKENS;
                return Duration.ZERO;
            }
            double wait = Math.max((1 - requests) / perMinute, (TOKENS - tokens) / tokensPerMinute);
            return Duration.ofMillis((long) Math.ceil(wait * 60_000));
        }
    }

    /** Calls that are always waiting in line, as many as the gate lets go; a refused one comes back at the end of it. */
    private static final class Run {

        private record Event(long at, Runnable what) {}

        private final ManualTime time = new ManualTime();
        private final RateGate gate;
        private final Provider provider;
        private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
        private final Deque<Long> line = new ArrayDeque<>();
        private Random arrival = new Random(11);
        private int halveAfter = Integer.MAX_VALUE;
        private int doubleAfter = Integer.MAX_VALUE;
        private Duration heard = Duration.ofMillis(1);
        private int answered;
        private int throttled;
        private int longestArrival = 5;

        private Run(RateLimits limits, int most, Provider provider) {
            this.gate = new RateGate(limits, most, time, new StopLatch());
            this.provider = provider;
        }

        private Run calls(int calls) {
            for (int call = 0; call < calls; call++) {
                line.add(TOKENS);
            }
            while (answered < calls) {
                long wait = line.isEmpty() ? Long.MAX_VALUE : gate.nanosUntilAdmitted(line.peek());
                long next = events.isEmpty() ? Long.MAX_VALUE : events.peek().at() - time.nanoTime();
                if (wait <= 0) {
                    send(gate.admit(line.remove(), time.nanoTime()));
                } else if (wait < next) {
                    time.pass(Duration.ofNanos(wait));
                } else {
                    time.pass(Duration.ofNanos(next));
                    events.remove().what().run();
                }
            }
            return this;
        }

        /** Some milliseconds later it is there. */
        private void send(RateGate.Permit permit) {
            after(Duration.ofMillis(1 + arrival.nextInt(longestArrival)), () -> {
                Duration refusal = provider.ask(time.nanoTime());
                if (refusal.isZero()) {
                    provider.inFlight++;
                    after(LATENCY, () -> answer(permit));
                } else {
                    Optional<Duration> told = provider.told(refusal);
                    after(Duration.ofMillis(1), () -> gate.refusalArrives(told));
                    after(heard, () -> refuse(permit, told));
                }
            });
        }

        private void answer(RateGate.Permit permit) {
            provider.inFlight--;
            permit.replied(TOKENS, ReportedLimits.NONE);
            answered++;
            if (answered == halveAfter) {
                provider.perMinute /= 2;
            }
            if (answered == doubleAfter) {
                provider.perMinute *= 2;
            }
        }

        /** A call that is not told how long to wait waits for two seconds by itself. */
        private void refuse(RateGate.Permit permit, Optional<Duration> told) {
            throttled++;
            permit.throttled(told, new LastAnswer(ReportedLimits.NONE, heard.minusMillis(1)));
            after(told.orElse(Duration.ofSeconds(2)), () -> line.add(TOKENS));
        }

        private void after(Duration wait, Runnable what) {
            events.add(new Event(time.nanoTime() + wait.toNanos(), what));
        }

        private double seconds() {
            return time.elapsed().toMillis() / 1000.0;
        }

        private double ratioTo(double shortest) {
            return seconds() / shortest;
        }
    }
}
