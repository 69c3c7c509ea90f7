package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Call;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signals to the packaged program: it ends in time, as stopped, and the next start goes on where it was. */
class StopIT {

    private static final Duration START = Duration.ofSeconds(90);

    /** Far below the time limit of a call and the longest waits in these tests, far above what a busy machine needs. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final List<Topic> TOPICS = Topic.many(100);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(TOPICS);
    }

    @ParameterizedTest
    @EnumSource
    void whileCallsHangSigtermEndsWithinTheGracePeriodAndWhatWasAnsweredIsNotAskedAgain(Wire wire) throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                EnricherProcess running = hanging(wire, simulator, "--enricher.shutdown-grace=2s")) {
            CommandRun busy =
                    CommandRun.here("--job=cache", "stats", "--enricher.state-dir=" + workplace.stateDirectory());

            running.terminate();
            EnricherProcess.Finished stopped = running.waitFor(SOON);

            assertThat(busy.exitCode()).as(busy.everything()).isEqualTo(75);
            assertThat(busy.err()).contains("pid " + running.pid(), "running since", "--enricher.lock-wait");
            assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
            assertThat(stopped.stderr())
                    .contains("may take up to 2", "Giving up 2 calls in flight: the provider may charge for them.")
                    .doesNotContain("\tat ");
            assertStopped(143);
            assertTwoCallsWereGivenUpAndNoRowFailed(stopped);
            assertTheNextStartGoesOn(wire, simulator);
            assertThat(workplace.summary().at("/calls/aborted").asInt()).isEqualTo(2);
        }
    }

    @Test
    void sigintEndsTheSameWay() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                EnricherProcess running = hanging(Wire.OPENAI, simulator, "--enricher.shutdown-grace=0s")) {
            running.interrupt();
            EnricherProcess.Finished stopped = running.waitFor(SOON);

            assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(130);
            assertStopped(130);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredInTheGracePeriodIsKeptAndNoOtherCallIsMade(Wire wire) throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.onArrival(event -> {
                if (event > 2) {
                    await(stopping);
                }
            });
            try (EnricherProcess running =
                    start(wire, simulator, "--enricher.concurrency=2", "--enricher.shutdown-grace=10m")) {
                simulator.awaitCalls(4, START);
                running.terminate();
                running.awaitStderr("A second signal stops at once", SOON);

                stopping.countDown();
                EnricherProcess.Finished stopped = running.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertStopped(143);
                assertThat(simulator.ledger().calls()).hasSize(4).allMatch(Call::answered);
                assertThat(workplace.summary().at("/rows/enriched").asInt()).isEqualTo(80);
                assertThat(stopped.stdout() + stopped.stderr()).doesNotContainIgnoringCase("given up", "giving up");
            }
            assertTheNextStartGoesOn(wire, simulator);
            assertThat(simulator.ledger().calls()).hasSize(5);
        }
    }

    @Test
    void aWaitThatTheProviderAskedForEndsAtOnce() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(Rule.of(
                    When.always(), Then.fault(Fault.RATE_LIMITED_SECONDS).lasting(Duration.ofMinutes(5))));
            try (EnricherProcess running =
                    start(Wire.OPENAI, simulator, "--enricher.concurrency=1", "--enricher.shutdown-grace=10m")) {
                simulator.awaitReplies(1, START);

                running.terminate();
                EnricherProcess.Finished stopped = running.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertThat(simulator.ledger().calls()).hasSize(1);
                assertStopped(143);
            }
        }
    }

    @Test
    void theWaitBeforeARetryEndsAtOnceAndNothingIsRetried() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            // Throttling that names no time is waited out the longer the more often it comes: the fourth time 4 to 8 s.
            simulator.setRules(Rule.of(When.always(), Fault.RATE_LIMITED));
            try (EnricherProcess running =
                    start(Wire.OPENAI, simulator, "--enricher.concurrency=1", "--enricher.shutdown-grace=10m")) {
                simulator.awaitReplies(4, START);

                running.terminate();
                EnricherProcess.Finished stopped = running.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertThat(Duration.between(lastCall(simulator), Instant.now())).isLessThan(Duration.ofSeconds(4));
                assertThat(simulator.ledger().calls()).hasSize(4);
                assertStopped(143);
                assertThat(workplace.summary().at("/rows/failed").asInt()).isZero();
            }
        }
    }

    @Test
    void aSecondSignalEndsAtOnceAndLosesNothing() throws Exception {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                EnricherProcess running = hanging(Wire.OPENAI, simulator, "--enricher.shutdown-grace=10m")) {
            running.terminate();
            running.awaitStderr("A second signal stops at once", SOON);

            Instant secondSignal = Instant.now();
            running.terminate();
            EnricherProcess.Finished stopped = running.waitFor(SOON);

            // A fraction of a second, unless the machine is busy.
            assertThat(Duration.between(secondSignal, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(stopped.exitCode()).isEqualTo(143);
            assertThat(stopped.stderr()).contains("Giving up 2 calls in flight: the provider may charge for them.");
            List<String> inFlight = itemsOf(simulator, 3, 4);
            assertTheNextStartGoesOn(Wire.OPENAI, simulator);
            assertThat(simulator.ledger().calls())
                    .as("two calls again, and the one that was left")
                    .hasSize(7);
            assertThat(inFlight).hasSize(40).allMatch(item -> simulator.ledger().timesAsked(item) == 2);
            assertThat(simulator.ledger().timesAsked().values().stream().filter(times -> times == 1))
                    .hasSize(60);
        }
    }

    @Test
    void aLargeCachedFileCanBeLeftInTheMiddle() throws Exception {
        List<Topic> many =
                Collections.nCopies(1500, TOPICS).stream().flatMap(List::stream).toList();
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            workplace.enrich(Wire.OPENAI, simulator);
            byte[] before = Files.readAllBytes(workplace.enriched());
            workplace.writeInput(many);
            try (EnricherProcess running = start(Wire.OPENAI, simulator)) {
                Path part = workplace.enriched().resolveSibling("topics.enriched.csv.part");
                running.await("bytes in " + part, () -> part.toFile().length() > 0, START);

                running.terminate();
                EnricherProcess.Finished stopped = running.waitFor(SOON);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertStopped(143);
                assertThat(rowsRead()).isBetween(1L, 149_999L);
                assertThat(Files.readAllBytes(workplace.enriched())).isEqualTo(before);
            }
            CommandRun next = workplace.enrich(Wire.OPENAI, simulator);
            assertThat(next.exitCode()).as(next.everything()).isZero();
            assertThat(next.out()).contains("rows=150000 cached=150000 ");
            workplace.assertEveryRowIsAnswered(many);
        }
    }

    /**
     * A run of two threads whose first prompts were answered, and whose second ones hang: a thread asks again when its
     * answers are committed.
     */
    private EnricherProcess hanging(Wire wire, ProviderSimulator simulator, String... settings)
            throws InterruptedException {
        simulator.setRules(Rule.of(When.events(1, 2), Then.answer()), Rule.of(When.always(), Fault.HANG));
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--enricher.concurrency=2");
        EnricherProcess process = start(wire, simulator, all.toArray(String[]::new));
        simulator.awaitCalls(4, START);
        return process;
    }

    private EnricherProcess start(Wire wire, ProviderSimulator simulator, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("input=topics.csv"));
        arguments.addAll(List.of(settings));
        return workplace
                .program(wire, simulator, arguments.toArray(String[]::new))
                .start();
    }

    private void assertStopped(int exitCode) throws SQLException {
        assertThat(workplace.summary().path("status").asString()).isEqualTo("STOPPED");
        assertThat(workplace.summary().path("exitCode").asInt()).isEqualTo(exitCode);
        assertThat(select("select status from batch_job_execution order by job_execution_id desc"))
                .first()
                .isEqualTo("STOPPED");
        assertThat(select("select status from batch_step_execution")).doesNotContain("FAILED", "UNKNOWN", "STARTED");
    }

    /** Neither failed nor retried: what was asked stays to be asked. */
    private void assertTwoCallsWereGivenUpAndNoRowFailed(EnricherProcess.Finished stopped) throws SQLException {
        assertThat(select("select status || ' ' || items || ' ' || attempt from model_call order by call_id"))
                .containsExactly("ok 20 1", "ok 20 1", "aborted 20 1", "aborted 20 1");
        assertThat(select("select (select count(*) from work_item) - (select count(*) from work_done)"))
                .containsExactly("60");
        assertThat(stopped.stdout())
                .contains(
                        "Given up:        2 calls in flight when the run was stopped; the provider may charge for them")
                .containsPattern("failed=0 rejected=0 calls=4 ");
        assertThat(workplace.summary().at("/calls/aborted").asInt()).isEqualTo(2);
        assertThat(workplace.summary().at("/calls/errors").asInt()).isZero();
    }

    private void assertTheNextStartGoesOn(Wire wire, ProviderSimulator simulator) throws IOException {
        simulator.setRules();

        CommandRun next = workplace.enrich(wire, simulator);

        assertThat(next.exitCode()).as(next.everything()).isZero();
        assertThat(next.err()).contains("Continuing the run");
        workplace.assertEveryRowIsAnswered(TOPICS);
        assertThat(simulator.ledger().timesAnswered().values()).allMatch(times -> times == 1);
    }

    private static List<String> itemsOf(ProviderSimulator simulator, int first, int last) {
        return simulator.ledger().calls().subList(first - 1, last).stream()
                .flatMap(call -> call.itemTexts().stream())
                .toList();
    }

    private static Instant lastCall(ProviderSimulator simulator) {
        List<Call> calls = simulator.ledger().calls();
        return calls.get(calls.size() - 1).at();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the last check-cache step. */
    private long rowsRead() throws SQLException {
        return Long.parseLong(select("select read_count from batch_step_execution where step_name = 'check-cache'"
                        + " order by step_execution_id desc")
                .get(0));
    }

    private List<String> select(String sql) throws SQLException {
        String url = "jdbc:h2:file:" + workplace.stateDirectory().resolve("enricher");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
