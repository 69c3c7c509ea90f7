package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of runs beyond their retention, over real databases. */
class OldRunsTest {

    /** Each with the run that its rows belong to. */
    private static final Map<String, String> RUN_OF_ROWS = Map.ofEntries(
            Map.entry("run", "run_id"),
            Map.entry("model_call", "run_id"),
            Map.entry("run_failure", "run_id"),
            Map.entry("run_purse", "run_id"),
            Map.entry("work_item", "run_id"),
            Map.entry("work_key", "run_id"),
            Map.entry("work_done", "run_id"),
            Map.entry("batch_job_instance", runOf("job_instance_id", "i.job_instance_id")),
            Map.entry("batch_job_execution", runOf("job_execution_id", "e.job_execution_id")),
            Map.entry("batch_job_execution_params", runOf("job_execution_id", "e.job_execution_id")),
            Map.entry("batch_job_execution_context", runOf("job_execution_id", "e.job_execution_id")),
            Map.entry("batch_step_execution", runOf("step_execution_id", "s.step_execution_id")),
            Map.entry("batch_step_execution_context", runOf("step_execution_id", "s.step_execution_id")));

    @TempDir
    private Path folder;

    private final ProviderSimulator provider = ProviderSimulator.start();

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void nothingIsLeftOfAFinishedRunAndAnUnfinishedOneStaysWhole(String vendor) {
        List<String> settings = new ArrayList<>(
                List.of("enricher.openai.base-url=" + provider.openAiBaseUrl(), "enricher.concurrency=1"));
        if (vendor.equals("PostgreSQL")) {
            settings.add("spring.datasource.url=" + EmbeddedPostgresServer.freshDatabase());
            settings.add("spring.datasource.username=postgres");
        }
        Path input = Rows.write(folder, 25, n -> (n == 7 ? Rows.POISON : "topic") + " " + n);
        Map<String, Long> ofTheUnfinished;
        long unfinished;
        try (Application first = start(settings)) {
            provider.setRules(
                    Rule.of(When.containing(Rows.POISON), Fault.BAD_REQUEST),
                    Rule.of(OldRunsTest::isLastBatch, Fault.MISSING_ITEM));
            assertThat(enrich(first, input, "finished/")).isEqualTo(ExitCode.ROWS_FAILED);
            int asked = provider.ledger().calls().size();
            provider.setRules(
                    Rule.of(When.event(asked + 1), Fault.MISSING_ITEM),
                    Rule.of(When.event(asked + 3), Fault.UNAUTHORIZED));
            assertThat(enrich(first, input, "unfinished/", "prefix=x_", "refresh=true"))
                    .isEqualTo(ExitCode.PROVIDER_UNAVAILABLE);
            long finished = runNamed(first, "/finished/");
            unfinished = runNamed(first, "/unfinished/");
            assertThat(rows(first, finished)).allSatisfy((table, rows) -> {
                if (!table.startsWith("work_")) {
                    assertThat(rows).as(table).isPositive();
                }
            });
            ofTheUnfinished = rows(first, unfinished);
        }
        assertThat(replies()).as("of both runs").hasSizeGreaterThan(1);
        provider.setRules();

        try (Application second = start(settings, "enricher.history-retention=0s")) {
            assertThat(enrich(second, input, "later/")).isEqualTo(ExitCode.OK);

            List<Long> runs = second.database().queryForList("select run_id from run order by run_id", Long.class);
            long later = runNamed(second, "/later/");
            assertThat(runs).containsExactly(unfinished, later);
            assertThat(rows(second, unfinished)).isEqualTo(ofTheUnfinished);
            Map<String, Long> ofTheLater = rows(second, later);
            for (String table : RUN_OF_ROWS.keySet()) {
                assertThat(second.rowsOf(table))
                        .as("all rows of %s are those of the two runs", table)
                        .isEqualTo(ofTheUnfinished.getOrDefault(table, 0L) + ofTheLater.getOrDefault(table, 0L));
            }
            List<String> calls = second.database()
                    .queryForList("select call_id from model_call where run_id = ?", String.class, unfinished);
            assertThat(replies()).isNotEmpty().allSatisfy(name -> assertThat(calls)
                    .contains(name.replace(".txt", "")));
        }
    }

    /** Without what is asked alone for it. */
    private static boolean isLastBatch(When.Arrival arrival) {
        return arrival.itemTexts().size() > 1 && arrival.itemTexts().get(0).contains("topic 21");
    }

    private static String runOf(String column, String joined) {
        return column
                + " in (select " + joined
                + " from batch_job_instance i join batch_job_execution e on e.job_instance_id = i.job_instance_id"
                + " join batch_step_execution s on s.job_execution_id = e.job_execution_id"
                + " join batch_job_execution_params p on p.job_execution_id = e.job_execution_id"
                + " where p.parameter_name = 'run' and p.parameter_value = cast(? as varchar))";
    }

    private static Map<String, Long> rows(Application application, long runId) {
        Map<String, Long> rows = new LinkedHashMap<>();
        RUN_OF_ROWS.forEach((table, condition) -> rows.put(
                table,
                application
                        .database()
                        .queryForObject(
                                "select count(*) from " + table + " where " + condition
                                        + (condition.equals("run_id") ? " = ?" : ""),
                                Long.class,
                                runId)));
        return rows;
    }

    private static long runNamed(Application application, String folder) {
        return application
                .database()
                .queryForList("select run_id from run where output like ?", Long.class, "%" + folder + "%")
                .get(0);
    }

    private ExitCode enrich(Application application, Path input, String output, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.add("output=" + folder.resolve(output) + "/");
        return application
                .enrich(Requests.of(input, all.toArray(String[]::new)))
                .exitCode();
    }

    private List<String> replies() {
        Path kept = folder.resolve("state").resolve("replies");
        try (Stream<Path> files = Files.list(kept)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Application start(List<String> settings, String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return new Application(folder, all.toArray(String[]::new));
    }
}
