package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fifth of all calls goes wrong, each in another way: nothing is lost, nothing is answered twice. */
class MixedFaultsIT {

    private static final double SHARE = 0.2;
    private static final int ROWS_PER_PROMPT = 4;
    private static final List<Topic> TOPICS = Topic.many(400);

    @TempDir
    Path folder;

    static Stream<Arguments> seeds() {
        return Arrays.stream(Wire.values())
                .flatMap(wire -> LongStream.of(1, 2).mapToObj(seed -> Arguments.of(wire, seed)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRunThroughAStormEndsWithEveryRowDecided(Wire wire, long seed) {
        Workplace workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().seed(seed).start()) {
            simulator.setRules(storm(seed));

            CommandRun run = workplace.enrich(
                    wire,
                    simulator,
                    "batch-size=" + ROWS_PER_PROMPT,
                    "--enricher.concurrency=8",
                    "--enricher.max-attempts=3",
                    "--enricher.timeout=2s");

            assertThat(run.exitCode()).as(run.everything()).isIn(0, 3);
            workplace.assertRowsHaveTheirOwnAnswers(TOPICS);
            assertReasonsAreTrue(workplace, simulator, wire);
            assertNothingIsThrownAway(workplace, simulator);
            assertCallsAreWithinTheLadder(simulator);
        }
    }

    /** Every survivable fault has its share of a fifth; the one that only a recipe can notice is left out. */
    private static Rule[] storm(long seed) {
        List<Fault> faults = FaultSpec.survivable();
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
        return rules.toArray(Rule[]::new);
    }

    /** A row that failed says so by the last fault that it met. */
    private static void assertReasonsAreTrue(Workplace workplace, ProviderSimulator simulator, Wire wire) {
        workplace.failedRows().forEach((name, error) -> {
            Topic topic = TOPICS.stream()
                    .filter(candidate -> candidate.topic().equals(name))
                    .findFirst()
                    .orElseThrow();
            List<Call> calls = simulator.ledger().calls().stream()
                    .filter(call -> call.itemTexts().contains(topic.text()))
                    .toList();
            Call last = calls.get(calls.size() - 1);
            assertThat(last.items()).as(name + " failed alone").isOne();
            assertThat(FaultSpec.reasons(last.outcome(), wire))
                    .as(name + " after " + last.outcome() + ": " + error)
                    .anyMatch(error::startsWith);
        });
    }

    /** An item whose valid answer was written is ok, and was answered once. */
    private static void assertNothingIsThrownAway(Workplace workplace, ProviderSimulator simulator) {
        for (Topic topic : TOPICS) {
            int answers = simulator.ledger().timesAnswered(topic.text());
            if (workplace.failedRows().containsKey(topic.topic())) {
                assertThat(answers).as(topic.topic()).isZero();
            } else {
                // The simulator takes answers with a field too many for invalid; they are used all the same.
                assertThat(answers).as(topic.topic()).isLessThanOrEqualTo(1);
            }
        }
    }

    /**
     * A prompt that is answered whole needs no further call. One that is not leads to at most two: itself again or its
     * rest, or its two halves. Each may cost one question whether the provider is alive.
     */
    private static void assertCallsAreWithinTheLadder(ProviderSimulator simulator) {
        List<Call> calls = simulator.ledger().calls();
        long notWhole = calls.stream()
                .filter(call -> call.answeredItemTexts().size() < call.items())
                .count();
        long canaries = calls.stream()
                .filter(call -> call.itemTexts().equals(List.of("ping")))
                .count();
        int prompts = TOPICS.size() / ROWS_PER_PROMPT;
        assertThat(notWhole).as("the storm blows").isGreaterThan(prompts / 10);
        assertThat((long) calls.size()).isLessThanOrEqualTo(prompts + 2 * notWhole + canaries);
        assertThat(canaries).isLessThanOrEqualTo(notWhole);
        assertThat(simulator.ledger().callsBeforeRetryAfterPassed()).isEmpty();
    }
}
