package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.EnricherProcess.Finished;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed with SIGKILL in the steps that call no model: each place is made certain from outside, by
 * what is in the log, by the size of the part file, by locks in PostgreSQL.
 */
@Timeout(600)
class KillInStepIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String MODEL = "gpt-6-luna";
    private static final String LOG_SQL = "--logging.level.org.springframework.jdbc.core.JdbcTemplate=debug";

    /** Five chunks of check-cache and write-output. */
    private static final SeededTopics MANY = SeededTopics.harmless(11, 10_000);

    /** Two poison rows: the last run asks them alone, and finishes nevertheless. */
    private static final SeededTopics FEW = SeededTopics.of(12, 60);

    @TempDir
    Path directory;

    @Test
    void killsInCheckCacheAndWriteOutputLoseNothing() throws Exception {
        MANY.write(directory.resolve("topics.csv"));
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            try (EnricherProcess process = start(simulator, LOG_SQL)) {
                awaitWorkItems(process, 2);
                process.kill9();
            }
            assertThat(simulator.ledger().calls()).isEmpty();

            try (EnricherProcess process = start(simulator)) {
                awaitPart();
                process.kill9();
            }
            // What has been asked has been committed long before.
            assertThat(simulator.ledger().timesAnswered()).hasSize((int) MANY.answerable());
            assertPartIsUnfinished();
            assertThat(output()).doesNotExist();

            Finished finished = finish(simulator);

            assertThat(finished.exitCode()).as(finished.stderr()).isZero();
            assertThat(SeededTopics.read(output())).isEqualTo(MANY.enriched(MODEL));
            assertThat(simulator.ledger().timesAsked())
                    .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));
            RunTables.in(directory).assertFinished(1);

            runFromTheCacheIsKilledToo(simulator);
        }
    }

    /** Every row is in the cache now: check-cache itself writes the output. */
    private void runFromTheCacheIsKilledToo(ProviderSimulator simulator) throws Exception {
        byte[] before = Files.readAllBytes(output());
        int calls = simulator.ledger().calls().size();

        try (EnricherProcess process = start(simulator)) {
            awaitPart();
            process.kill9();
        }
        assertPartIsUnfinished();
        assertThat(output()).hasBinaryContent(before);
        Finished finished = finish(simulator);

        assertThat(finished.exitCode()).as(finished.stderr()).isZero();
        assertThat(SeededTopics.read(output())).isEqualTo(MANY.enrichedFromCache(MODEL));
        assertThat(finished.stdout()).contains("rows=10000 cached=10000 enriched=0 ");
        assertThat(simulator.ledger().calls()).hasSize(calls);
        assertNoPartIsLeft();
        RunTables.in(directory).assertFinished(2);
    }

    @Test
    void killsInPublishLoseNothingAndLeaveNothingBehind() throws Exception {
        String url = EmbeddedPostgresServer.freshDatabase();
        FEW.write(directory.resolve("topics.csv"));
        try (ProviderSimulator simulator =
                ProviderSimulator.builder().poison(SeededTopics.POISON).start()) {
            killWhenTheOutputIsMoved(simulator, url);
            assertThat(SeededTopics.read(output())).isEqualTo(FEW.enriched(MODEL));

            killAtALockOn("run", simulator, url);
            assertThat(SeededTopics.read(output())).isEqualTo(FEW.enriched(MODEL));
            assertThat(simulator.ledger().timesAnswered())
                    .allSatisfy((item, times) -> assertThat(times).isEqualTo(1));

            killAtALockOn("work_item", simulator, url);
            assertThat(SeededTopics.read(output())).isEqualTo(FEW.enriched(MODEL));
            assertThat(RunTables.of(url).strings("select status from run")).containsExactly("COMPLETED");

            // The run was complete but for its work rows: this is the next run, which tidies up after it.
            Finished finished = finish(simulator, "--spring.datasource.url=" + url);

            assertThat(finished.exitCode()).as(finished.stderr()).isEqualTo(3);
            assertThat(SeededTopics.read(output())).isEqualTo(FEW.enrichedFromCache(MODEL));
            assertNoPartIsLeft();
            RunTables.of(url).assertFinished(2);
        }
    }

    @Test
    void killedEstimateKeepsNobodyFromAnything() throws Exception {
        MANY.write(directory.resolve("topics.csv"));
        try (EnricherProcess process = offline("--job=estimate", "input=topics.csv", LOG_SQL)) {
            awaitWorkItems(process, 2);
            process.kill9();
        }

        Finished cleared = run("--job=cache", "clear");
        Finished estimated = run("--job=estimate", "input=topics.csv");

        assertThat(cleared.exitCode()).as(cleared.stderr()).isZero();
        assertThat(estimated.exitCode()).as(estimated.stderr()).isZero();
        RunTables.in(directory).assertNothingIsLeftBehind();
        assertThat(RunTables.in(directory).count("select count(*) from batch_job_instance"))
                .isZero();
    }

    private void killWhenTheOutputIsMoved(ProviderSimulator simulator, String url) throws Exception {
        try (EnricherProcess process = start(simulator, "--spring.datasource.url=" + url)) {
            await(() -> Files.exists(output()));
            process.kill9();
        }
    }

    /**
     * One lock holds the process where it begins to write the output, so that the next one is taken in time; it then runs
     * into that behind the move of the output.
     */
    private void killAtALockOn(String table, ProviderSimulator simulator, String url) throws Exception {
        Files.deleteIfExists(output());
        Path summary = directory.resolve("output/topics.summary.json");
        Files.deleteIfExists(summary);
        try (Connection atOutput = DriverManager.getConnection(url);
                Connection atEnd = DriverManager.getConnection(url)) {
            lock(atOutput, "run_failure");
            try (EnricherProcess process = start(simulator, "--spring.datasource.url=" + url)) {
                process.await("lock waited for", () -> waitsForALock(atOutput), LONG);
                lock(atEnd, "run");
                atOutput.rollback();
                process.await("summary and lock waited for", () -> Files.exists(summary) && waitsForALock(atEnd), LONG);
                assertThat(summary).content().contains("\"status\": \"COMPLETED\"");
                if (!table.equals("run")) {
                    lock(atOutput, table);
                    atEnd.rollback();
                }
                process.await("lock waited for on " + table, () -> waitsForALockOn(table, atOutput), LONG);
                process.kill9();
                // A statement that the server has received is carried out even if its client is dead.
                execute(atOutput, "select pg_terminate_backend(pid) from pg_locks where not granted");
                await(() -> !waitsForALock(atOutput));
                atOutput.rollback();
                atEnd.rollback();
            }
        }
        Files.deleteIfExists(summary);
    }

    private static void lock(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "lock table " + table + " in share mode");
    }

    private static boolean waitsForALock(Connection other) {
        return waiting("", other);
    }

    private static boolean waitsForALockOn(String table, Connection other) {
        return waiting(" and relation = '" + table + "'::regclass", other);
    }

    private static boolean waiting(String condition, Connection other) {
        try (Statement statement = other.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select count(*) from pg_locks where not granted and database = (select oid from pg_database"
                                + " where datname = current_database())" + condition)) {
            return waiting.next() && waiting.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitWorkItems(EnricherProcess process, int chunk) throws InterruptedException {
        process.awaitStderr("SQL batch update \\[insert into work_item", chunk, LONG);
    }

    /** Some of the part has reached the file: at least one of five chunks, and not yet all. */
    private void awaitPart() throws InterruptedException {
        Path part = directory.resolve("output/topics.enriched.csv.part");
        await(() -> Files.exists(part) && part.toFile().length() > 0);
    }

    private void assertPartIsUnfinished() throws IOException {
        byte[] part = Files.readAllBytes(directory.resolve("output/topics.enriched.csv.part"));
        int whole = MANY.enriched(MODEL).stream()
                .mapToInt(record -> String.join(",", record).length())
                .sum();
        assertThat(part).hasSizeBetween(1, whole);
    }

    private void assertNoPartIsLeft() {
        assertThat(directory.resolve("output")).isDirectoryNotContaining("glob:**.part");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(1);
        }
    }

    private Finished finish(ProviderSimulator simulator, String... settings) throws Exception {
        try (EnricherProcess process = start(simulator, settings)) {
            return process.waitFor(LONG);
        }
    }

    private EnricherProcess start(ProviderSimulator simulator, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("input=topics.csv", "batch-size=100"));
        arguments.addAll(List.of(settings));
        return EnricherProcess.in(directory)
                .shortLived()
                .environment("OPENAI_BASE_URL", simulator.openAiBaseUrl())
                .environment("OPENAI_API_KEY", "test")
                .arguments(arguments.toArray(String[]::new))
                .start();
    }

    private Finished run(String... arguments) throws Exception {
        try (EnricherProcess process = offline(arguments)) {
            return process.waitFor(LONG);
        }
    }

    private EnricherProcess offline(String... arguments) {
        return EnricherProcess.in(directory).shortLived().arguments(arguments).start();
    }

    private Path output() {
        return directory.resolve("output/topics.enriched.csv");
    }
}
