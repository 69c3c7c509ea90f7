package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.KillPlace;
import io.enricher.KillSwitch;
import io.enricher.Lives;
import io.enricher.RunTables;
import io.enricher.testing.Call;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.Fault;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole program against a provider on its worst days: every fault of the simulator alone, all of them at once, dead
 * for seconds and back again, and all that while the process is killed. Each run ends with every row decided, and an
 * {@link Audit} holds its ledger against the provider's.
 */
class ChaosIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final double SHARE = 0.2;
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void createWorkplace() {
        workplace = new Workplace(folder);
    }

    static Stream<Arguments> faultsInBothFormats() {
        return FaultSpec.all().flatMap(spec -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(wire, spec)));
    }

    static Stream<Arguments> throttling() {
        return FaultSpec.THROTTLING.stream()
                .flatMap(fault -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(wire, fault)));
    }

    static Stream<Arguments> seeds() {
        return Arrays.stream(Wire.values())
                .flatMap(wire -> LongStream.of(1, 2).mapToObj(seed -> Arguments.of(wire, seed)));
    }

    @Test
    void everyFaultOfTheSimulatorIsTriedSomewhere() {
        assertThat(FaultSpec.forgotten()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faultsInBothFormats")
    void aFaultAloneCostsTheCallsThatItMustAndNoRow(Wire wire, FaultSpec spec) {
        List<Topic> topics = Topic.many(100);
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.builder().seed(7).start()) {
            simulator.setRules(spec.rule());

            CommandRun run = enrich(
                    wire,
                    simulator,
                    "batch-size=20",
                    "--enricher.concurrency=4",
                    "--enricher.max-attempts=2",
                    "--enricher.timeout=2s");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(topics);
            assertThat(simulator.ledger().calls()).as(spec.because()).hasSize(spec.calls());
            new Audit(workplace, wire, topics, simulator.ledger()).assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource("throttling")
    void aQuarterOfTheCallsThrottledCostsTimeAlone(Wire wire, Fault fault) {
        List<Topic> topics = Topic.many(100);
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.builder().seed(7).start()) {
            simulator.setRules(Rule.of(
                    When.event(1).negate().and(When.everyNth(4)),
                    Then.fault(fault).lasting(Duration.ofMillis(600))));

            CommandRun run =
                    enrich(wire, simulator, "--enricher.concurrency=4", "batch-size=10", "--enricher.max-attempts=1");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(topics);
            assertThat(simulator.ledger().calls()).hasSizeBetween(13, 14);
            new Audit(workplace, wire, topics, simulator.ledger()).assertSound();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRunThroughAStormOfAllFaultsEndsWithEveryRowDecided(Wire wire, long seed) {
        List<Topic> topics = Topic.many(400);
        int rowsPerPrompt = 4;
        workplace.writeInput(topics);
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().seed(seed).start()) {
            simulator.setRules(storm(seed, fault -> true).toArray(Rule[]::new));

            CommandRun run = enrich(
                    wire,
                    simulator,
                    "batch-size=" + rowsPerPrompt,
                    "--enricher.concurrency=8",
                    "--enricher.max-attempts=3",
                    "--enricher.timeout=2s");

            assertThat(run.exitCode()).as(run.everything()).isIn(0, 3);
            new Audit(workplace, wire, topics, simulator.ledger()).assertSound();
            assertCallsAreWithinTheLadder(simulator, topics.size() / rowsPerPrompt);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatIsDeadForSecondsAgainAndAgainCostsNoRow(Wire wire) {
        List<Topic> topics = Topic.many(400);
        Duration dead = Duration.ofSeconds(2);
        int threads = 4;
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .latency(Latency.of(Duration.ofMillis(50), Duration.ZERO))
                .rule(When.outage(20, dead), wire == Wire.OPENAI ? Fault.RESET : Fault.UNAVAILABLE)
                .rule(When.outage(60, dead), wire == Wire.OPENAI ? Fault.BAD_GATEWAY : Fault.CLOSE)
                .start()) {
            CommandRun run = enrich(wire, simulator, "--enricher.concurrency=" + threads, "batch-size=5");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(topics);
            new Audit(workplace, wire, topics, simulator.ledger()).assertSound();
            // In two seconds a thread comes back after at least 250, 500 and 1,000 ms.
            assertThat(simulator.ledger().calls().stream().filter(call -> !call.answered()))
                    .as("calls to a dead provider, in two outages")
                    .hasSizeBetween(2, 2 * threads * 4);
        }
    }

    /** The packaged program in a storm, with an outage in the middle, killed three times. */
    @ParameterizedTest
    @EnumSource
    void allTogetherWithKillsLosesNothingAndPaysTwiceOnlyForWhatAKillCutOff(Wire wire) throws Exception {
        List<Topic> topics = Topic.many(300);
        int threads = 4;
        long seed = wire == Wire.OPENAI ? 11 : 12;
        workplace.writeInput(topics);
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                .seed(seed)
                .latency(Latency.of(Duration.ofMillis(40), Duration.ofMillis(3)).jittered(0.6, seed))
                .start()) {
            // Of a slow body nobody could tell whether the client gave it up or was killed.
            List<Rule> rules = storm(seed, fault -> fault != Fault.SLOW_BODY);
            rules.add(0, Rule.of(When.outage(25, Duration.ofSeconds(2)), Fault.UNAVAILABLE));
            simulator.setRules(rules.toArray(Rule[]::new));
            KillSwitch killSwitch = KillSwitch.on(simulator);
            Lives lives = new Lives(simulator.ledger());
            for (KillPlace place : KillPlace.drawn(seed, 3, 12)) {
                lives.begin();
                try (EnricherProcess process = start(wire, simulator, threads)) {
                    killSwitch.arm(process, place);
                    assertThat(process.waitFor(LONG).exitCode())
                            .as("killed at %s", place)
                            .isEqualTo(KILLED);
                }
                killSwitch.disarm();
                simulator.awaitInFlight(0, LONG);
            }
            lives.begin();
            CommandRun last;
            try (EnricherProcess process = start(wire, simulator, threads)) {
                last = CommandRun.endOf(process);
            }

            assertThat(last.exitCode()).as(last.everything()).isIn(0, 3);
            assertThat(last.err()).contains("Continuing the run");
            Audit audit = new Audit(workplace, wire, topics, simulator.ledger());
            audit.assertEveryRowIsDecided();
            audit.assertSpentAtMost(BigDecimal.ONE);
            assertThat(simulator.ledger().callsBeforeRetryAfterPassed()).isEmpty();
            RunTables.in(folder).assertFinished(1);
            assertKillsCostOnlyWhatTheyCutOff(lives, simulator, threads);
        }
    }

    private CommandRun enrich(Wire wire, ProviderSimulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of("model=priced"));
        arguments.add("--enricher.pricing=" + Audit.prices(workplace));
        arguments.add("--enricher.outage-limit=1m");
        arguments.addAll(List.of(more));
        return workplace.enrich(wire, simulator, arguments.toArray(String[]::new));
    }

    private EnricherProcess start(Wire wire, ProviderSimulator simulator, int threads) {
        return workplace
                .program(
                        wire,
                        simulator,
                        "input=topics.csv",
                        "model=priced",
                        "batch-size=10",
                        "--enricher.pricing=" + Audit.prices(workplace),
                        "--enricher.max-cost=1",
                        "--enricher.timeout=3s",
                        "--enricher.concurrency=" + threads)
                .shortLived()
                .start();
    }

    /** Every survivable fault has its share of a fifth; the one that only a recipe can notice is left out. */
    private static List<Rule> storm(long seed, Predicate<Fault> blowing) {
        List<Fault> faults = FaultSpec.survivable().stream().filter(blowing).toList();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            // Of what the rules before it leave over, so that all have the same share.
            double share = SHARE / faults.size() / (1 - i * SHARE / faults.size());
            Then then = Then.fault(fault);
            rules.add(Rule.of(
                    When.chance(share, seed * 1000 + i),
                    fault == Fault.SLOW_BODY ? then : then.lasting(Duration.ofMillis(600))));
        }
        return rules;
    }

    /**
     * A prompt that is answered whole needs no further call. One that is not leads to at most two: itself again or its
     * rest, or its two halves. Each may cost one question whether the provider is alive.
     */
    private static void assertCallsAreWithinTheLadder(ProviderSimulator simulator, int prompts) {
        List<Call> calls = simulator.ledger().calls();
        long notWhole = calls.stream()
                .filter(call -> call.answeredItemTexts().size() < call.items())
                .count();
        long canaries = calls.stream()
                .filter(call -> call.itemTexts().equals(List.of("ping")))
                .count();
        assertThat(notWhole).as("the storm blows").isGreaterThan(prompts / 10);
        assertThat((long) calls.size()).isLessThanOrEqualTo(prompts + 2 * notWhole + canaries);
        assertThat(canaries).isLessThanOrEqualTo(notWhole);
    }

    /** Of each thread that was killed one call may be missing in our ledger, and may have to be paid again. */
    private void assertKillsCostOnlyWhatTheyCutOff(Lives lives, ProviderSimulator simulator, int threads) {
        int most = 20;
        int cut = lives.assertNothingIsAskedTwiceButWhatWasInFlight(threads, most).stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(lives.answersPaidTwice()).isLessThanOrEqualTo((long) cut * most);
        long calls = simulator.ledger().calls().size();
        assertThat(RunTables.in(folder).count("select count(*) from model_call"))
                .isBetween(calls - (long) (lives.count() - 1) * threads, calls);
    }
}
