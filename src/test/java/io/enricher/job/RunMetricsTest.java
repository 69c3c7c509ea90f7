package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a run leaves for Prometheus, over H2 files and against the simulator. */
@ExtendWith(OutputCaptureExtension.class)
class RunMetricsTest {

    /** A sample of the text format without a timestamp: a name, labels, one value. */
    private static final Pattern SAMPLE = Pattern.compile("[a-z_]+\\{[^{}]*} [0-9.E+-]+|[a-z_]+\\{[^{}]*} \\+Inf");

    @TempDir
    private Path folder;

    private final ProviderSimulator provider = ProviderSimulator.start();

    @AfterEach
    void closeTheProvider() {
        provider.close();
    }

    @Test
    void aRunWritesItsNumbersAndTheNextOneThatFailsKeepsTheTimeOfTheSuccess() throws IOException {
        provider.setRules(
                Rule.of(When.event(1), Fault.RATE_LIMITED_MILLIS),
                Rule.of(
                        When.containing(Rows.POISON),
                        Then.fault(Fault.WRONG_TYPE).about(Rows.POISON)));
        run(Rows.write(folder, 45, n -> (n == 7 ? Rows.POISON : "topic") + " " + n), "enricher.concurrency=1");

        assertThat(samples()).allMatch(sample -> SAMPLE.matcher(sample).matches());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(textfile())))
                .isEqualTo("rw-r--r--");
        assertThat(folder.resolve("metrics").toFile().list()).containsExactly("enricher.prom");
        assertThat(value("enricher_rows", "source=\"model\"")).hasValue(44.0);
        assertThat(value("enricher_rows", "source=\"failed\"")).hasValue(1.0);
        assertThat(value("enricher_cache_requests", "result=\"miss\"")).hasValue(45.0);
        assertThat(value("enricher_last_rows", "output=\"rows\",recipe=\"roadmap\""))
                .hasValue(45.0);
        assertThat(value("enricher_throttled", "job=\"enrich\"")).hasValue(1.0);
        assertThat(value("enricher_retries", "job=\"enrich\"").orElseThrow()).isPositive();
        assertThat(value("enricher_in_flight_max", "job=\"enrich\"")).hasValue(1.0);
        assertThat(value("enricher_last_exit_code", "job=\"enrich\"")).hasValue(3.0);
        double calls = value("enricher_calls", "job=\"enrich\"").orElseThrow();
        assertThat(calls).isEqualTo(provider.ledger().calls().size());
        assertCallsAreToldInTheStandardsWords(calls);
        assertSpringBatchTellsOfJobStepsAndChunksButNotOfThreads();

        double success = value("enricher_last_success_timestamp_seconds", "job=\"enrich\"")
                .orElseThrow();
        provider.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));
        run(Rows.write(folder, 60, n -> "other " + n));

        assertThat(value("enricher_last_exit_code", "job=\"enrich\"")).hasValue(69.0);
        assertThat(value("enricher_last_success_timestamp_seconds", "job=\"enrich\""))
                .hasValue(success);
        assertThat(value("enricher_last_run_timestamp_seconds", "job=\"enrich\"")
                        .orElseThrow())
                .isGreaterThan(success);
        assertThat(value("gen_ai_client_operation_duration_seconds_count", "error_type=\"refused\"")
                        .orElseThrow())
                .isPositive();
    }

    private void assertCallsAreToldInTheStandardsWords(double calls) throws IOException {
        String attributes =
                "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"openai\",gen_ai_request_model=\"gpt-6-luna\"";
        String duration = "gen_ai_client_operation_duration_seconds";
        assertThat(value(duration + "_count", "error_type=\"\"," + attributes)).hasValue(calls - 1);
        assertThat(value(duration + "_count", "error_type=\"throttled\"," + attributes))
                .hasValue(1.0);
        assertThat(value(duration + "_count", "server_address=\"127.0.0.1\"")).isPresent();
        assertThat(value(duration + "_bucket", "le=\"0.01\"")).isPresent();
        assertThat(value(duration + "_bucket", "le=\"81.92\"")).isPresent();
        assertThat(value("gen_ai_client_token_usage_sum", "gen_ai_token_type=\"input\"")
                        .orElseThrow())
                .isPositive();
        assertThat(value("gen_ai_client_token_usage_bucket", "le=\"6.7108864E7\""))
                .isPresent();
    }

    private void assertSpringBatchTellsOfJobStepsAndChunksButNotOfThreads() throws IOException {
        assertThat(value("spring_batch_job_seconds_count", "spring_batch_job_name=\"enrich\""))
                .hasValue(1.0);
        assertThat(value("spring_batch_step_seconds_count", "\"enrich-worker\""))
                .isPresent();
        assertThat(value("spring_batch_chunk_write_seconds_count", "\"write-output\""))
                .hasValue(1.0);
        assertThat(value("spring_batch_item_process_seconds_count", "\"write-output\""))
                .hasValue(45.0);
        assertThat(Files.readString(textfile())).doesNotContain("thread-");
    }

    @Test
    void metricsThatCannotBeWrittenAreAWarningAndNoMore(CapturedOutput console) throws IOException {
        Files.writeString(folder.resolve("metrics"), "a file where the folder should be");

        RunResult result = run(Rows.write(folder, 3, n -> "topic " + n));

        assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(console.getErr()).contains(" WARN ", textfile().toString(), "enricher.metrics.textfile");
    }

    @Test
    void withoutAFileNothingIsMeasured() {
        try (Application application = new Application(folder, "enricher.provider=offline")) {
            assertThat(application.bean(RunMetrics.class)).isSameAs(RunMetrics.NONE);
            assertThat(application.bean(ObservationRegistry.class).isNoop()).isTrue();
        }
    }

    @Test
    void aPreviousFileOfSomethingElseIsNoReasonToFail() throws IOException {
        MetricsFile file = new MetricsFile(folder.resolve("x.prom"));
        assertThat(file.lastSuccess(new MetricLabels("rows", "roadmap"))).isEmpty();
        Files.write(folder.resolve("x.prom"), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertThat(file.lastSuccess(new MetricLabels("rows", "roadmap"))).isEmpty();
        Files.writeString(
                folder.resolve("x.prom"),
                "enricher_last_success_timestamp_seconds{job=\"a } b\",output=\"rows\",recipe=\"roadmap\"} 1.7E9\n");
        assertThat(file.lastSuccess(new MetricLabels("rows", "roadmap"))).hasValue(1.7e9);
        assertThat(file.lastSuccess(new MetricLabels("rows", "classify")))
                .as("the success of another run is none of ours")
                .isEmpty();
    }

    @Test
    void sampleDoesNotLookLikeTheRunOfTheNight() {
        Path input = Rows.write(folder, 3, n -> "topic " + n);
        try (Application application =
                new Application(folder, "enricher.provider=offline", "enricher.metrics.textfile=" + textfile())) {
            application.enrich(Requests.of(input, "limit=1"));
        }

        assertThat(textfile()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "input/rows.csv.gz,                      '',                     rows",
        "data/,                                  out/,                   data",
        "rows.csv,                               out/x-{date}.enriched.csv, x-{date}",
        "https://me:secret@host/team/repo.git,   '',                     repo",
        "https://me:secret@host,                 '',                     host",
        "https://host/repo?token=secret,         '',                     repo",
    })
    void theOutputsNameIsMadeOfTheUsersWordsWithoutPasswords(String input, String output, String name) {
        RunRequest request = Requests.of(Path.of("rows.csv"));
        RunRequest given = new RunRequest(
                input,
                Optional.of(output).filter(text -> !text.isEmpty()),
                "config/recipes/mine.yml",
                request.provider(),
                request.model(),
                request.format(),
                request.rows(),
                request.mapping(),
                request.delimiter(),
                request.encoding(),
                request.batchSize(),
                request.labels(),
                request.prefix(),
                request.cacheUse(),
                request.maxLength(),
                request.source(),
                request.outputOptions());

        assertThat(MetricLabels.of(given)).isEqualTo(new MetricLabels(name, "mine"));
    }

    private Path textfile() {
        return folder.resolve("metrics/enricher.prom");
    }

    private RunResult run(Path input, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("enricher.openai.base-url=" + provider.openAiBaseUrl());
        settings.add("enricher.metrics.textfile=" + textfile());
        try (Application application = new Application(folder, settings.toArray(String[]::new))) {
            return application.enrich(Requests.of(input));
        }
    }

    private List<String> samples() throws IOException {
        return Files.readAllLines(textfile()).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** Of the only series of a metric that has these labels. */
    private Optional<Double> value(String metric, String labels) throws IOException {
        return samples().stream()
                .filter(sample -> sample.startsWith(metric + "{") && sample.contains(labels))
                .map(sample -> Double.valueOf(sample.substring(sample.lastIndexOf(' ') + 1)))
                .findFirst();
    }
}
