package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A provider that refuses, throttles or is down: the run stops with the cure, and no row is to blame. */
class BadProvidersIT {

    private static final int THREADS = 4;
    private static final List<Topic> TOPICS = Topic.many(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(Wire.values())
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire, Fault.UNAUTHORIZED, 69, "refused the key"),
                        Arguments.of(wire, Fault.FORBIDDEN, 69, "refused the key"),
                        Arguments.of(wire, Fault.NOT_FOUND, 69, "Check the model and enricher." + wire.provider()),
                        Arguments.of(
                                wire,
                                Fault.QUOTA_SPENT,
                                75,
                                wire == Wire.OPENAI ? "Add credit" : "Start again then to continue")));
    }

    static Stream<Arguments> throttling() {
        Stream<Arguments> inBothFormats = FaultSpec.THROTTLING.stream()
                .flatMap(fault -> Stream.of(Wire.values()).map(wire -> Arguments.of(wire, fault)));
        // Gemini has no such status: there it is a 503 like others.
        return Stream.concat(inBothFormats, Stream.of(Arguments.of(Wire.OPENAI, Fault.OVERLOADED)));
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(Wire.OPENAI, Fault.SERVER_ERROR),
                Arguments.of(Wire.GEMINI, Fault.SERVER_ERROR),
                Arguments.of(Wire.OPENAI, Fault.RESET),
                Arguments.of(Wire.GEMINI, Fault.HANG));
    }

    static Stream<Arguments> longWaits() {
        return Stream.of(
                Arguments.of(Wire.OPENAI, Fault.RATE_LIMITED_SECONDS),
                Arguments.of(Wire.OPENAI, Fault.RATE_LIMITED_DATE),
                Arguments.of(Wire.OPENAI, Fault.UNAVAILABLE_SECONDS),
                Arguments.of(Wire.GEMINI, Fault.RATE_LIMITED_RETRY_DELAY));
    }

    @Test
    void aSummaryThatCannotBeWrittenDoesNotHideWhyTheRunFailed() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));
            simulator.onArrival(1, () -> workplace.write("output/topics.summary.json/in-the-way", "x"));

            CommandRun run = workplace.enrich(Wire.OPENAI, simulator);

            assertThat(run.exitCode()).as(run.everything()).isEqualTo(69);
            assertThat(run.out()).contains("refused the key").contains("exit=69");
            assertThat(run.out()).doesNotContain("topics.summary.json");
            assertThat(run.err()).contains("The summary is not written: cannot replace", "topics.summary.json");
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalThatNoCallCuresStopsTheRunAtOnceWithTheCure(Wire wire, Fault fault, int exitCode, String cure) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.always(), fault));

            CommandRun stopped = enrich(wire, simulator);

            assertThat(stopped.exitCode()).as(stopped.everything()).isEqualTo(exitCode);
            assertThat(stopped.showsNoStackTrace()).as(stopped.err()).isTrue();
            assertThat(stopped.out()).contains(cure);
            // Each thread may have had a call on its way when the first was refused.
            assertThat(simulator.ledger().calls()).hasSizeBetween(1, THREADS);
            assertThatNoRowIsToBlame();
            assertThatTheNextStartCompletes(wire, simulator);
        }
    }

    @ParameterizedTest
    @MethodSource("throttling")
    void throttlingUsesUpNoAttemptAndNothingIsSentBeforeItsPauseHasPassed(Wire wire, Fault fault) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.event(1), Then.fault(fault).lasting(PAUSE)));

            CommandRun run = workplace.enrich(wire, simulator, "--enricher.max-attempts=1");

            assertThat(run.exitCode()).as(run.everything()).isZero();
            workplace.assertEveryRowIsAnswered(TOPICS);
            assertThat(simulator.ledger().calls()).hasSize(6);
            assertThat(simulator.ledger().callsBeforeRetryAfterPassed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("longWaits")
    void aWaitOverTheLongestAllowedStopsTheRunAndSaysUntilWhen(Wire wire, Fault fault) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.always(), Then.fault(fault).lasting(Duration.ofHours(2))));

            CommandRun stopped = enrich(wire, simulator);

            assertThat(stopped.exitCode()).as(stopped.everything()).isEqualTo(75);
            assertThat(stopped.showsNoStackTrace()).as(stopped.err()).isTrue();
            assertThat(stopped.out()).containsPattern("wait until 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
            assertThat(simulator.ledger().calls()).hasSizeBetween(1, THREADS);
            assertThatNoRowIsToBlame();
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aProviderThatIsDownFailsTheRunAndNotItsRows(Wire wire, Fault fault) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.always(), fault));

            CommandRun stopped = enrich(wire, simulator, "--enricher.timeout=2s");

            assertThat(stopped.exitCode()).as(stopped.everything()).isEqualTo(69);
            assertThat(stopped.showsNoStackTrace()).as(stopped.err()).isTrue();
            assertThat(stopped.out()).contains("does not answer any more", "start again to continue");
            // Per thread a prompt and, before the outage is certain, a half of it, at most twice each; and a question
            // that has nothing to do with any row, twice.
            assertThat(simulator.ledger().calls()).hasSizeBetween(3, 4 * THREADS + 2);
            assertThatNoRowIsToBlame();
            assertThatTheNextStartCompletes(wire, simulator);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatIsNotThereFailsTheRunAndNamesItsAddress(Wire wire) throws IOException {
        int port = portWithoutServer();

        CommandRun stopped = workplace.enrichAt(wire, "http://127.0.0.1:" + port, "--enricher.max-attempts=2");

        assertThat(stopped.exitCode()).as(stopped.everything()).isEqualTo(69);
        assertThat(stopped.showsNoStackTrace()).as(stopped.err()).isTrue();
        assertThat(stopped.out()).contains("127.0.0.1:" + port);
        assertThatNoRowIsToBlame();
    }

    @ParameterizedTest
    @EnumSource
    void answersFromBeforeAnOutageAreKeptAndNotAskedForAgain(Wire wire) {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(When.events(1, 2), Then.answer()), Rule.of(When.always(), Fault.SERVER_ERROR));

            CommandRun stopped = enrich(wire, simulator);

            assertThat(stopped.exitCode()).as(stopped.everything()).isEqualTo(69);
            assertThat(stopped.showsNoStackTrace()).as(stopped.err()).isTrue();
            assertThat(workplace.summary().at("/rows/enriched").asInt()).isEqualTo(40);
            assertThatNoRowIsToBlame();
            assertThatTheNextStartCompletes(wire, simulator);
            assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
        }
    }

    private CommandRun enrich(Wire wire, ProviderSimulator simulator, String... more) {
        return workplace.enrich(
                wire,
                simulator,
                Stream.concat(
                                Stream.of("--enricher.concurrency=" + THREADS, "--enricher.max-attempts=2"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private void assertThatNoRowIsToBlame() {
        JsonNode summary = workplace.summary();
        assertThat(summary.path("status").asString()).isEqualTo("FAILED");
        assertThat(summary.at("/rows/failed").asInt()).isZero();
        assertThat(workplace.enriched()).doesNotExist();
    }

    private void assertThatTheNextStartCompletes(Wire wire, ProviderSimulator simulator) {
        simulator.setRules();

        CommandRun next = enrich(wire, simulator);

        assertThat(next.exitCode()).as(next.everything()).isZero();
        workplace.assertEveryRowIsAnswered(TOPICS);
        long wholePrompts = simulator.ledger().calls().stream()
                .filter(call -> call.answered() && call.items() == 20)
                .count();
        assertThat(wholePrompts).as("prompts answered, each once").isEqualTo(5);
    }

    private static int portWithoutServer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
