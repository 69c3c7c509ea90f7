package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.ProviderSimulator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the simulator alone: the run ends by itself, every row has its own answer, nothing that was answered is
 * asked again, and no call is made that the ladder does not need.
 */
class FaultsIT {

    private static final String[] BRISK = {
        "--enricher.concurrency=4", "--enricher.max-attempts=2", "--enricher.timeout=2s"
    };

    private static final List<Topic> TOPICS = Topic.many(100);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    static Stream<Arguments> faultsInBothFormats() {
        return FaultSpec.all().flatMap(spec -> Arrays.stream(Wire.values()).map(wire -> Arguments.of(wire, spec)));
    }

    @Test
    void everyFaultOfTheSimulatorIsTriedSomewhere() {
        assertThat(FaultSpec.forgotten()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faultsInBothFormats")
    void everyRowIsAnsweredOnceWithinTheCallsThatTheFaultCosts(Wire wire, FaultSpec spec) {
        try (ProviderSimulator simulator = ProviderSimulator.builder().seed(7).start()) {
            simulator.setRules(spec.rule());

            CommandRun run = workplace.enrich(wire, simulator, BRISK);

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().calls()).as(spec.because()).hasSize(spec.calls());
            assertThat(simulator.ledger().callsBeforeRetryAfterPassed()).isEmpty();
            assertNothingAnsweredIsAskedAgain(simulator);
        }
    }

    private static void assertNothingAnsweredIsAskedAgain(ProviderSimulator simulator) {
        Map<String, Integer> answered = new HashMap<>(simulator.ledger().timesAnswered());
        answered.remove("ping");
        assertThat(answered.values()).as("answers written per item").allMatch(times -> times == 1);
    }
}
