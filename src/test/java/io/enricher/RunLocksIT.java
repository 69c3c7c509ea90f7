package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.EnricherProcess.Finished;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes of the packaged program at the same time, some of them killed with SIGKILL. */
@Timeout(600)
class RunLocksIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int ROWS_FAILED = 3;
    private static final int NOT_NOW = 75;
    private static final int THREADS = 4;
    private static final String MODEL = "gpt-6-luna";

    @TempDir
    Path directory;

    @Test
    void secondProcessIsRefusedOrWaitsAndADeadOneHoldsNothing() throws Exception {
        SeededTopics topics = SeededTopics.of(21, 60);
        topics.write(directory.resolve("topics.csv"));
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().rule(When.always(), Fault.HANG).start()) {
            try (EnricherProcess holder = start(simulator, "topics")) {
                simulator.awaitCalls(3, LONG);
                try (EnricherProcess waiting = start(simulator, "topics", "--enricher.lock-wait=60s")) {
                    Finished refused = finish(simulator, "topics");

                    assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(NOT_NOW);
                    assertThat(refused.stderr()).contains("pid " + holder.pid() + ",");
                    assertThat(holder.isAlive()).isTrue();
                    assertThat(waiting.isAlive()).isTrue();
                    assertThat(simulator.ledger().calls()).hasSize(3);

                    holder.kill9();
                    simulator.awaitCalls(6, LONG);
                }
            }
            simulator.awaitInFlight(0, LONG);
            simulator.setRules();
            Finished next = finish(simulator, "topics");

            assertThat(next.exitCode()).as(next.stderr()).isZero();
            assertThat(next.stderr()).contains("Continuing the run");
            assertThat(simulator.ledger().calls()).hasSize(9);
            RunTables.in(directory).assertFinished(1);
        }
    }

    /** With a state directory each: it is the output's lock that the second start waits for. */
    @Test
    void signalEndsTheWaitForALock() throws Exception {
        SeededTopics.of(25, 60).write(directory.resolve("topics.csv"));
        try (ProviderSimulator simulator = ProviderSimulator.builder()
                        .rule(When.always(), Fault.HANG)
                        .start();
                EnricherProcess holder = start(simulator, "topics", "--enricher.state-dir=one")) {
            simulator.awaitCalls(3, LONG);
            try (EnricherProcess waiting =
                    start(simulator, "topics", "--enricher.state-dir=two", "--enricher.lock-wait=1h", "-v")) {
                waiting.awaitStderr("Cache: 0 entries", LONG);

                waiting.terminate();
                Finished stopped = waiting.waitFor(LONG);

                assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
                assertThat(stopped.stderr()).contains("another run was waited for");
            }
            assertThat(holder.isAlive()).isTrue();
            assertThat(directory.resolve("output/.topics.lock")).exists();
        }
    }

    /** The server, or a firewall, ends the connection that holds the lock. */
    @Test
    void runWhoseLockInTheDatabaseIsLostStopsAndIsContinued() throws Exception {
        String url = EmbeddedPostgresServer.freshDatabase();
        SeededTopics topics = SeededTopics.harmless(26, 400);
        topics.write(directory.resolve("topics.csv"));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.onArrival(5, () -> assertThat(RunTables.of(url)
                            .strings("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                                    + " and database = (select oid from pg_database"
                                    + " where datname = current_database())"))
                    .containsExactly("t"));

            Finished lost = finish(simulator, "topics", "--spring.datasource.url=" + url);
            Finished next = finish(simulator, "topics", "--spring.datasource.url=" + url);

            assertThat(lost.exitCode()).as(lost.stderr()).isEqualTo(NOT_NOW);
            assertThat(lost.stdout()).contains("the connection that held this run's lock");
            assertThat(next.exitCode()).as(next.stderr()).isZero();
            assertThat(output("topics")).isEqualTo(topics.enriched(MODEL));
            assertThat(simulator.ledger().timesAnswered())
                    .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
        }
        RunTables.of(url).assertFinished(1);
    }

    @Test
    void databaseThatAnotherProgramHasOpenIsNotNow() throws Exception {
        SeededTopics.of(24, 60).write(directory.resolve("topics.csv"));
        Files.createDirectory(directory.resolve(".enricher"));
        try (Connection open = DriverManager.getConnection("jdbc:h2:file:"
                        + directory.resolve(".enricher/enricher").toAbsolutePath());
                ProviderSimulator simulator = ProviderSimulator.start()) {
            Finished refused = finish(simulator, "topics");

            assertThat(open.isValid(1)).isTrue();
            assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(NOT_NOW);
            assertThat(refused.stderr()).contains("another program has the database");
            assertThat(simulator.ledger().calls()).isEmpty();
        }
    }

    @Test
    void runsOfOneDatabaseLeaveEachOtherAlone() throws Exception {
        String url = "--spring.datasource.url=" + EmbeddedPostgresServer.freshDatabase();
        SeededTopics killed = SeededTopics.of(22, 200);
        SeededTopics quiet = SeededTopics.of(23, 200);
        killed.write(directory.resolve("killed.csv"));
        quiet.write(directory.resolve("quiet.csv"));
        CountDownLatch otherRunIsComplete = new CountDownLatch(1);
        try (ProviderSimulator ofKilled =
                        ProviderSimulator.builder().poison(SeededTopics.POISON).start();
                ProviderSimulator ofQuiet =
                        ProviderSimulator.builder().poison(SeededTopics.POISON).start()) {
            ofQuiet.onArrival(number -> holdFrom(6, number, otherRunIsComplete));
            Lives lives = new Lives(ofKilled.ledger());
            lives.begin();
            try (EnricherProcess quietRun = start(ofQuiet, "quiet", url)) {
                ofQuiet.awaitCalls(6, LONG);
                KillSwitch killSwitch = KillSwitch.on(ofKilled);
                try (EnricherProcess process = start(ofKilled, "killed", url)) {
                    killSwitch.arm(process, new KillPlace(KillPlace.Event.REPLY, 5));
                    assertThat(process.waitFor(LONG).exitCode()).isEqualTo(137);
                }
                killSwitch.disarm();
                ofKilled.awaitInFlight(0, LONG);
                lives.begin();

                Finished again = finish(ofKilled, "killed", url);
                Files.delete(directory.resolve("output/.quiet.lock"));
                Finished refused = finish(ofQuiet, "quiet", url);
                otherRunIsComplete.countDown();
                Finished undisturbed = quietRun.waitFor(LONG);

                assertThat(again.exitCode()).as(again.stderr()).isEqualTo(ROWS_FAILED);
                assertThat(output("killed")).isEqualTo(killed.enriched(MODEL));
                lives.assertNothingIsAskedTwiceButWhatWasInFlight(THREADS, 20);
                assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(NOT_NOW);
                assertThat(refused.stderr()).contains("its lock in the database is held");
                assertThat(undisturbed.exitCode()).as(undisturbed.stderr()).isEqualTo(ROWS_FAILED);
                assertThat(output("quiet")).isEqualTo(quiet.enriched(MODEL));
                assertThat(ofQuiet.ledger().timesAnswered())
                        .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
            }
        }
        RunTables.of(url.substring(url.indexOf('=') + 1)).assertFinished(2);
    }

    private static void holdFrom(int first, int number, CountDownLatch released) {
        try {
            if (number >= first) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<List<String>> output(String name) {
        return SeededTopics.read(directory.resolve("output/" + name + ".enriched.csv"));
    }

    private Finished finish(ProviderSimulator simulator, String name, String... settings) throws Exception {
        try (EnricherProcess process = start(simulator, name, settings)) {
            return process.waitFor(LONG);
        }
    }

    private EnricherProcess start(ProviderSimulator simulator, String name, String... settings) {
        List<String> arguments =
                new ArrayList<>(List.of("input=" + name + ".csv", "--enricher.concurrency=" + THREADS));
        arguments.addAll(List.of(settings));
        return EnricherProcess.in(directory)
                .shortLived()
                .environment("OPENAI_BASE_URL", simulator.openAiBaseUrl())
                .environment("OPENAI_API_KEY", "test")
                .arguments(arguments.toArray(String[]::new))
                .start();
    }
}
