package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.EnricherProcess.Finished;
import io.enricher.testing.Fault;
import io.enricher.testing.Latency;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged program, killed with SIGKILL again and again at seeded events of a provider that misbehaves, and started
 * again until the run completes: nothing is lost, nothing but what was in flight is asked twice, and the output is that
 * of a run that nobody killed.
 */
@Timeout(600)
class KillIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int THREADS = 4;
    private static final int BATCH = 20;
    private static final int ROWS_FAILED = 3;
    private static final int KILLED = 137;
    private static final SeededTopics TOPICS = SeededTopics.of(7, 480);
    private static final String IN_SCAN = "Executing scan in new transaction";
    private static final String SCAN_BEGINS = "entering scan mode for next transaction";
    private static final String SCAN_ENDS = "Chunk scan completed";

    @TempDir
    Path directory;

    /** A run, and where it is killed. */
    private enum Scenario {
        OPENAI_ON_H2("openai", Database.H2, 101, 6),
        GEMINI_ON_H2("gemini", Database.H2, 202, 5),
        OPENAI_ON_H2_EARLY_AND_LATE("openai", Database.H2_THAT_USES_OLD_SPACE, 303, 5),
        OPENAI_ON_POSTGRESQL("openai", Database.POSTGRESQL, 404, 5);

        private final String provider;
        private final Database database;
        private final long seed;
        private final int kills;

        Scenario(String provider, Database database, long seed, int kills) {
            this.provider = provider;
            this.database = database;
            this.seed = seed;
            this.kills = kills;
        }
    }

    private enum Database {
        H2,
        /** Without the 45 seconds that H2 leaves old chunks alone: kills fall while their space is used again. */
        H2_THAT_USES_OLD_SPACE,
        POSTGRESQL
    }

    /** Where the database is, empty for the default. */
    private Optional<String> urlOf(Database database) throws Exception {
        return switch (database) {
            case H2 -> Optional.empty();
            case H2_THAT_USES_OLD_SPACE ->
                Optional.of("jdbc:h2:file:"
                        + directory.resolve(".enricher/enricher").toAbsolutePath()
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384;TRACE_LEVEL_FILE=0;RETENTION_TIME=0");
            case POSTGRESQL -> Optional.of(EmbeddedPostgresServer.freshDatabase());
        };
    }

    @ParameterizedTest
    @EnumSource
    void killedRunEndsAsIfNobodyHadKilledIt(Scenario scenario) throws Exception {
        Optional<String> url = urlOf(scenario.database);
        try (ProviderSimulator simulator = misbehaving(scenario.seed)) {
            KillSwitch killSwitch = KillSwitch.on(simulator);
            Lives lives = new Lives(simulator.ledger());
            // The fewest calls there can be are 24 and 2 for each poison row: every place comes before the end.
            List<KillPlace> places = KillPlace.drawn(scenario.seed, scenario.kills, 8);

            for (KillPlace place : places) {
                lives.begin();
                try (EnricherProcess process = start(simulator, scenario.provider, url)) {
                    killSwitch.arm(process, place);
                    assertThat(process.waitFor(LONG).exitCode())
                            .as("killed at %s", place)
                            .isEqualTo(KILLED);
                }
                killSwitch.disarm();
                simulator.awaitInFlight(0, LONG);
            }
            lives.begin();
            Finished finished = finish(simulator, scenario.provider, url);

            assertComplete(finished, modelOf(scenario.provider), simulator, lives.count());
            tables(url).assertFinished(1);
            assertCost(lives);
        }
    }

    @Test
    void killsWhileSpringBatchScansForFailedRowsLoseNothing() throws Exception {
        try (ProviderSimulator simulator = misbehaving(505)) {
            Lives lives = new Lives(simulator.ledger());
            List<Boolean> inScan = new ArrayList<>();

            for (int scannedRow : List.of(1, 25, 10, 40)) {
                lives.begin();
                try (EnricherProcess process = start(
                        simulator,
                        "openai",
                        Optional.empty(),
                        // Smaller prompts make chunks of fewer rows, which have less to scan.
                        "batch-size=20",
                        "--logging.level.org.springframework.batch.core.step.item.ChunkOrientedStep=info")) {
                    process.awaitStderr(IN_SCAN, scannedRow, LONG);
                    process.kill9();
                    inScan.add(count(process.stderr(), SCAN_BEGINS) > count(process.stderr(), SCAN_ENDS));
                }
                simulator.awaitInFlight(0, LONG);
            }
            lives.begin();
            Finished finished = finish(simulator, "openai", Optional.empty());

            assertThat(inScan)
                    .as("killed within a scan, of 4 kills: %s", inScan)
                    .contains(true);
            assertComplete(finished, modelOf("openai"), simulator, lives.count());
            RunTables.in(directory).assertFinished(1);
            assertCost(lives);
        }
    }

    @Test
    void outputAfterKillsHasTheBytesOfAnUninterruptedRun() throws Exception {
        byte[] uninterrupted;
        try (ProviderSimulator simulator = misbehaving(606)) {
            Finished finished = finish(simulator, "openai", Optional.empty());
            assertComplete(finished, modelOf("openai"), simulator, 1);
            uninterrupted = Files.readAllBytes(output());
        }
        Files.delete(output());

        try (ProviderSimulator simulator = misbehaving(707)) {
            KillSwitch killSwitch = KillSwitch.on(simulator);
            String url = EmbeddedPostgresServer.freshDatabase();
            try (EnricherProcess process = start(simulator, "openai", Optional.of(url))) {
                killSwitch.arm(process, new KillPlace(KillPlace.Event.REPLY, 13));
                assertThat(process.waitFor(LONG).exitCode()).isEqualTo(KILLED);
            }
            killSwitch.disarm();
            finish(simulator, "openai", Optional.of(url));
        }

        assertThat(output()).hasBinaryContent(uninterrupted);
    }

    /** Poison rows go down the ladder to the end; every other fault passes when it is asked again. */
    private static ProviderSimulator misbehaving(long seed) {
        return ProviderSimulator.builder()
                .seed(seed)
                .latency(Latency.of(Duration.ofMillis(60), Duration.ofMillis(3)).jittered(0.6, seed))
                .poison(SeededTopics.POISON)
                .rule(When.itemsAtLeast(2).and(When.chance(0.08, seed)), Fault.MISSING_HALF)
                .rule(When.itemsAtLeast(2).and(When.chance(0.06, seed + 1)), Fault.CUT_AT_TOKEN)
                .rule(When.chance(0.05, seed + 2), Fault.SERVER_ERROR)
                .rule(When.chance(0.05, seed + 3), Fault.RESET)
                .start();
    }

    private Finished finish(ProviderSimulator simulator, String provider, Optional<String> url) throws Exception {
        try (EnricherProcess process = start(simulator, provider, url)) {
            return process.waitFor(LONG);
        }
    }

    private EnricherProcess start(
            ProviderSimulator simulator, String provider, Optional<String> url, String... settings) {
        Path input = directory.resolve("topics.csv");
        if (Files.notExists(input)) {
            TOPICS.write(input);
        }
        List<String> arguments = new ArrayList<>(List.of("input=topics.csv", "--enricher.concurrency=" + THREADS));
        url.ifPresent(jdbc -> arguments.add("--spring.datasource.url=" + jdbc));
        arguments.addAll(List.of(settings));
        EnricherProcess.Builder builder =
                EnricherProcess.in(directory).shortLived().arguments(arguments.toArray(String[]::new));
        return provider.equals("openai")
                ? builder.environment("OPENAI_BASE_URL", simulator.openAiBaseUrl())
                        .environment("OPENAI_API_KEY", "test")
                        .start()
                : builder.environment("GEMINI_BASE_URL", simulator.geminiBaseUrl())
                        .environment("GEMINI_API_KEY", "test")
                        .start();
    }

    private static String modelOf(String provider) {
        return provider.equals("openai") ? "gpt-6-luna" : "gemini-3.1-flash-lite";
    }

    private void assertComplete(Finished finished, String model, ProviderSimulator simulator, long lives)
            throws IOException {
        assertThat(finished.exitCode()).as(finished.stderr()).isEqualTo(ROWS_FAILED);
        assertThat(SeededTopics.read(output())).containsExactlyElementsOf(TOPICS.enriched(model));
        long duplicates = TOPICS.size() - TOPICS.answerable() - TOPICS.poisoned();
        String rows = "rows=%d cached=0 enriched=%d duplicates=%d defaulted=0 failed=%d rejected=0"
                .formatted(TOPICS.size(), TOPICS.answerable(), duplicates, TOPICS.poisoned());
        Matcher lastLine = Pattern.compile(Pattern.quote(rows) + " calls=(\\d+) cost_usd=\\S+ exit=3")
                .matcher(finished.stdout().lines().reduce("", (before, line) -> line));
        assertThat(lastLine.matches()).as(finished.stdout()).isTrue();
        long calls = simulator.ledger().calls().size();
        // Of each thread that was killed one call may be missing: nobody was left to write it down.
        assertThat(Long.parseLong(lastLine.group(1))).isBetween(calls - (lives - 1) * THREADS, calls);
        assertSummary(duplicates, Long.parseLong(lastLine.group(1)));
        assertThat(directory.resolve("output")).isDirectoryNotContaining("glob:**.part");
    }

    private void assertSummary(long duplicates, long calls) throws IOException {
        JsonNode summary =
                JsonMapper.shared().readTree(Files.readString(directory.resolve("output/topics.summary.json")));
        JsonNode rows = summary.path("rows");
        assertThat(summary.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(summary.path("exitCode").asInt()).isEqualTo(ROWS_FAILED);
        assertThat(rows.path("total").asLong()).isEqualTo(TOPICS.size());
        assertThat(rows.path("cached").asLong()).isZero();
        assertThat(rows.path("enriched").asLong()).isEqualTo(TOPICS.answerable());
        assertThat(rows.path("duplicates").asLong()).isEqualTo(duplicates);
        assertThat(rows.path("failed").asLong()).isEqualTo(TOPICS.poisoned());
        assertThat(summary.path("failures").size()).isEqualTo((int) TOPICS.poisoned());
        assertThat(summary.path("calls").path("total").asLong()).isEqualTo(calls);
    }

    private RunTables tables(Optional<String> url) {
        return url.map(RunTables::of).orElseGet(() -> RunTables.in(directory));
    }

    /** An answer paid twice was cut by a kill. */
    private static void assertCost(Lives lives) {
        int cut = lives.assertNothingIsAskedTwiceButWhatWasInFlight(THREADS, BATCH).stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(lives.answersPaidTwice()).isLessThanOrEqualTo((long) cut * BATCH);
    }

    private Path output() {
        return directory.resolve("output/topics.enriched.csv");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
