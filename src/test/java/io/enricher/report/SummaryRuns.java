package io.enricher.report;

import io.enricher.domain.ExitCode;
import io.enricher.domain.FailureReason;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.BatchSizes;
import io.enricher.domain.RunSummary.Calls;
import io.enricher.domain.RunSummary.Cost;
import io.enricher.domain.RunSummary.Failure;
import io.enricher.domain.RunSummary.Reports;
import io.enricher.domain.RunSummary.Rows;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Finished runs for tests, each a variation of {@link #withFailures()}. */
final class SummaryRuns {

    private SummaryRuns() {}

    /** 150 rows, of which 2 failed. */
    static RunSummary withFailures() {
        return run(
                "COMPLETED",
                ExitCode.ROWS_FAILED,
                "openai",
                "gpt-5-nano",
                new Rows(50, 98, 0, 0, 2, 0),
                new Calls(9, 1, 1, 0, 2, 8, 3),
                new Cost(amount("0.00151"), amount("0.00120400"), amount("0.0006"), amount("0.00002"), BigDecimal.ZERO),
                List.of(
                        new Failure(17, 19, FailureReason.REFUSED, "the model refused"),
                        new Failure(90, 104, FailureReason.MISSING_IN_REPLY, "")),
                Optional.empty());
    }

    /** Ended by the cost cap. */
    static RunSummary capped() {
        RunSummary run = run(
                "FAILED",
                ExitCode.NOT_NOW,
                "openai",
                "gpt-5-nano",
                new Rows(0, 20, 2, 0, 0, 0),
                new Calls(9, 1, 1, 0, 2, 8, 3),
                new Cost(amount("0.1"), amount("0.004"), amount("0"), amount("0.0004"), new BigDecimal("0.0125")),
                List.of(),
                Optional.of("the cost cap is reached"));
        return withReports(
                run,
                new Reports(
                        Optional.of("/data/output/roadmap.summary.json"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("/data/output/roadmap.partial.enriched.csv")));
    }

    /** Everything from the cache, offline. */
    static RunSummary offline() {
        return run(
                "COMPLETED",
                ExitCode.OK,
                "offline",
                "offline-extractive",
                new Rows(12_000, 0, 0, 0, 0, 0),
                Calls.NONE,
                new Cost(amount("0"), amount("0"), amount("0"), amount("0"), BigDecimal.ZERO),
                List.of(),
                Optional.empty());
    }

    static RunSummary stopped(ExitCode exitCode, String problem) {
        return run(
                "FAILED",
                exitCode,
                "openai",
                "my-model",
                new Rows(0, 20, 1, 1, 0, 3),
                new Calls(1, 0, 0, 0, 0, 1, 0),
                Cost.UNKNOWN,
                List.of(),
                Optional.of(problem));
    }

    /** With calls that were in flight when a signal came, and not in time. */
    static RunSummary givenUp(int calls) {
        return run(
                "STOPPED",
                ExitCode.TERMINATED,
                "openai",
                "gpt-5-nano",
                new Rows(0, 20, 0, 0, 0, 0),
                new Calls(1, 0, 0, calls, 0, 1 + calls, 0),
                Cost.UNKNOWN,
                List.of(),
                Optional.of("stopped by a signal; start again to continue"));
    }

    static RunSummary withFailed(int failed, String message) {
        return run(
                "COMPLETED",
                ExitCode.ROWS_FAILED,
                "openai",
                "gpt-5-nano",
                new Rows(0, 100_000 - failed, 0, 0, failed, 0),
                Calls.NONE,
                Cost.UNKNOWN,
                LongStream.rangeClosed(1, failed)
                        .mapToObj(row -> new Failure(row, row + 1, FailureReason.INVALID_ANSWER, message))
                        .toList(),
                Optional.empty());
    }

    static RunSummary ofRows(Rows rows) {
        return run(
                "COMPLETED",
                ExitCode.OK,
                "openai",
                "gpt-5-nano",
                rows,
                Calls.NONE,
                Cost.UNKNOWN,
                List.of(),
                Optional.empty());
    }

    static Optional<BigDecimal> amount(String dollars) {
        return Optional.of(new BigDecimal(dollars));
    }

    private static RunSummary run(
            String status,
            ExitCode exitCode,
            String provider,
            String model,
            Rows rows,
            Calls calls,
            Cost cost,
            List<Failure> failures,
            Optional<String> problem) {
        return new RunSummary(
                status,
                exitCode,
                7,
                41,
                "enrich",
                "roadmap",
                provider,
                model,
                "/data/roadmap.csv",
                "/data/output/roadmap.enriched.csv",
                List.of(),
                Instant.parse("2026-11-20T02:00:00.125Z"),
                Duration.ofMillis(72_345),
                rows,
                status.equals("COMPLETED") ? 0 : 128,
                calls,
                BatchSizes.NONE,
                new Usage(12_000, 3_000, 4_500, 1_200),
                cost,
                failures,
                problem,
                Optional.empty(),
                new Reports(
                        Optional.of("/data/output/roadmap.summary.json"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
    }

    static RunSummary withBatchSizes(BatchSizes batchSizes) {
        RunSummary run = withFailures();
        return new RunSummary(
                run.status(),
                run.exitCode(),
                run.runId(),
                run.executionId(),
                run.job(),
                run.recipe(),
                run.provider(),
                run.model(),
                run.input(),
                run.output(),
                run.files(),
                run.startedAt(),
                run.duration(),
                run.rows(),
                run.outstanding(),
                run.calls(),
                batchSizes,
                run.tokens(),
                run.cost(),
                run.failures(),
                run.problem(),
                run.source(),
                run.reports());
    }

    static RunSummary withReports(RunSummary run, Reports reports) {
        return new RunSummary(
                run.status(),
                run.exitCode(),
                run.runId(),
                run.executionId(),
                run.job(),
                run.recipe(),
                run.provider(),
                run.model(),
                run.input(),
                run.output(),
                run.files(),
                run.startedAt(),
                run.duration(),
                run.rows(),
                run.outstanding(),
                run.calls(),
                run.batchSizes(),
                run.tokens(),
                run.cost(),
                run.failures(),
                run.problem(),
                run.source(),
                reports);
    }
}
