package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.EnricherException;
import io.enricher.domain.OutputException;
import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import io.enricher.domain.RunSummary;
import io.enricher.output.RunPaths;
import io.enricher.output.TextFile;
import io.enricher.report.HtmlReport;
import io.enricher.report.ReportRow;
import io.enricher.report.RowSource;
import io.enricher.report.RowTable;
import io.enricher.report.RunReport;
import io.enricher.report.RunReport.Execution;
import io.enricher.report.RunReport.Fact;
import io.enricher.report.RunReport.Phase;
import io.enricher.store.RunFacts.Kind;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Makes the page of a run from the tables and the outputs. */
final class RunReports {

    private static final Logger log = LoggerFactory.getLogger(RunReports.class);

    /** What a run does beside asking, by step. */
    private static final Map<String, String> PHASES = Map.of(
            EnrichJobFactory.CHECK_CACHE, "cache",
            EnrichJobFactory.FIND_CONTEXT, "context",
            EnrichJobFactory.WRITE_OUTPUT, "output");

    private final Store store;
    private final JobRepository jobRepository;
    private final int embedRows;
    private final String version;

    RunReports(Store store, JobRepository jobRepository, EnricherProperties properties, String version) {
        this.store = store;
        this.jobRepository = jobRepository;
        this.embedRows = properties.report().embedRows();
        this.version = version;
    }

    /** Keeps what the page of a run tells beyond its numbers, before anything of it can be forgotten. */
    void keepFacts(EnrichRun run, EnricherProperties properties) {
        Map<Kind, Map<String, String>> facts = new EnumMap<>(Kind.class);
        facts.put(Kind.SETTING, ShownSettings.of(run, properties));
        facts.put(Kind.COLUMN, columns(run));
        Map<String, String> files = new LinkedHashMap<>();
        run.files()
                .forEach(file -> files.put(
                        file.paths().enriched().toString(), file.input().path().toString()));
        facts.put(Kind.FILE, files);
        Map<String, String> delimiters = new LinkedHashMap<>();
        run.files()
                .forEach(file -> delimiters.put(
                        file.paths().enriched().toString(),
                        delimiterName(file.input().dialect().delimiter())));
        facts.put(Kind.DELIMITER, delimiters);
        store.facts().keep(run.id(), facts);
    }

    /** As {@code delimiter=} has it. */
    private static String delimiterName(char delimiter) {
        return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
    }

    private static Map<String, String> columns(EnrichRun run) {
        Map<String, List<String>> choices = run.recipe().choices();
        Map<String, String> columns = new LinkedHashMap<>();
        for (String field : run.recipe().addedFields()) {
            columns.put(run.request().prefix() + field, String.join("\n", choices.getOrDefault(field, List.of())));
        }
        return columns;
    }

    /**
     * Writes the page of a run whose output is in its place. A run is not lost because its page is: one that cannot be
     * written is told of in the log.
     *
     * @return the summary, with the page if there is one
     */
    RunSummary publish(long runId, RunSummary summary, List<PassResult.OfFile> files, Path target) {
        return write(runId, summary, () -> rowsOf(runId, summary, files), target);
    }

    /** Writes the page of a run that did not complete: of its rows it holds those that failed. */
    RunSummary publishUnfinished(long runId, RunSummary summary, Path target) {
        return write(runId, summary, () -> failuresSoFar(summary), target);
    }

    private RowTable failuresSoFar(RunSummary summary) {
        RowTable rows = RowTable.ofFailures(List.of(), embedRows, "The output is not written yet. " + soFar(summary));
        addFailures(rows, summary);
        return rows;
    }

    /**
     * Writes the page of a run of the history again, of what is still known of it.
     *
     * @return the summary, with the page
     */
    RunSummary writeAgain(StoredRun stored) {
        RunSummary summary = new StoredSummary(store, jobRepository).of(stored);
        Optional<StoredRun> later = later(stored);
        Path page = RunPaths.ofWritten(Path.of(stored.run().output())).report();
        Path target = later.isPresent() ? besides(page, stored.runId()) : page;
        RowTable rows =
                stored.status() == RunStatus.COMPLETED ? rowsLeft(stored, summary, later) : failuresSoFar(summary);
        TextFile.write(target, HtmlReport.render(report(stored.runId(), summary, rows)));
        return summary.withReport(target.toString());
    }

    /** The output, and the page beside it, may be those of a later run by now. */
    private Optional<StoredRun> later(StoredRun stored) {
        return store.runs()
                .latestCompletedOf(stored.run().job(), stored.run().output())
                .filter(latest -> latest.runId() > stored.runId());
    }

    private static Path besides(Path page, long runId) {
        String name = page.getFileName().toString();
        return page.resolveSibling(name.replace(".report.html", ".run-" + runId + ".report.html"));
    }

    private RowTable rowsLeft(StoredRun stored, RunSummary summary, Optional<StoredRun> later) {
        if (later.isPresent()) {
            RowTable failures = RowTable.ofFailures(
                    List.of(),
                    embedRows,
                    "The texts of the rows are not here: " + stored.run().output() + " is by now of run "
                            + later.get().runId() + ". " + these(summary) + ".");
            addFailures(failures, summary);
            return failures;
        }
        return rowsOf(stored.runId(), summary, StoredSummary.filesOf(jobRepository, stored));
    }

    /** Whatever goes wrong here comes after the output: it must not make a failure of a run that has it. */
    private RunSummary write(long runId, RunSummary summary, Supplier<RowTable> rows, Path target) {
        try {
            TextFile.write(target, HtmlReport.render(report(runId, summary, rows.get())));
            return summary.withReport(target.toString());
        } catch (OutputException e) {
            log.warn("The report is not written: {}", e.getMessage());
            return summary;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            log.warn("The report could not be made; output and summary are complete without it", e);
            return summary;
        }
    }

    private RowTable rowsOf(long runId, RunSummary summary, List<PassResult.OfFile> results) {
        Map<String, String> files = store.facts().find(runId, Kind.FILE);
        List<Path> outputs = files.keySet().stream().map(Path::of).toList();
        List<String> names = outputs.size() == 1
                ? List.of()
                : outputs.stream().map(path -> path.getFileName().toString()).toList();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        store.facts()
                .find(runId, Kind.COLUMN)
                .forEach((column, values) ->
                        columns.put(column, values.isEmpty() ? List.of() : List.of(values.split("\n", -1))));
        RowTable table = new RowTable(names, columns, embedRows);
        EnrichedRows rows = new EnrichedRows(
                columns.keySet(), summary.failures(), store.facts().find(runId, Kind.DELIMITER));
        for (int i = 0; i < outputs.size(); i++) {
            if (i < results.size() && results.get(i).hasNoRows()) {
                continue;
            }
            String numbers = i < results.size() ? results.get(i).numbers() : "";
            Optional<String> trouble = read(rows, outputs.get(i), i, numbers, table);
            if (trouble.isPresent()) {
                RowTable failures = RowTable.ofFailures(names, embedRows, trouble.get() + " " + these(summary) + ".");
                addFailures(failures, summary);
                return failures;
            }
        }
        return table;
    }

    /** @return why the rows of an output cannot be shown; empty if they were added */
    private static Optional<String> read(EnrichedRows rows, Path output, int file, String numbers, RowTable table) {
        if (!EnrichedRows.canRead(output)) {
            return Optional.of("The texts of the rows are not here: " + output
                    + " is not a file of rows (pages, or gone by now).");
        }
        try {
            rows.read(output, file, numbers, table::add);
            return Optional.empty();
        } catch (EnricherException e) {
            return Optional.of("The texts of the rows are not here: " + e.getMessage() + ".");
        }
    }

    private static String soFar(RunSummary summary) {
        return summary.rows().failed() == 0 ? "No row has failed so far." : these(summary) + " so far.";
    }

    private static String these(RunSummary summary) {
        int known = summary.failures().size();
        return known < summary.rows().failed()
                ? "These are the first " + Amounts.count(known) + " of "
                        + Amounts.count(summary.rows().failed()) + " rows that failed"
                : "These are the rows that failed";
    }

    private static void addFailures(RowTable rows, RunSummary summary) {
        for (RunSummary.Failure failure : summary.failures()) {
            rows.add(new ReportRow(
                    failure.place().row(),
                    failure.place().file(),
                    RowSource.FAILED,
                    failure.reason().code(),
                    "",
                    failure.message(),
                    "",
                    Map.of(),
                    Map.of()));
        }
    }

    private RunReport report(long runId, RunSummary summary, RowTable rows) {
        StoredRun stored = store.runs().find(runId).orElseThrow();
        List<JobExecution> executions = executions(stored);
        return new RunReport(
                summary,
                runId,
                details(stored, summary),
                facts(store.facts().find(runId, Kind.SETTING)),
                command(stored, executions),
                executions.stream()
                        .map(execution -> execution(execution, summary))
                        .toList(),
                store.callStatistics().timeline(runId, active(summary)),
                store.callStatistics().latency(runId),
                store.callStatistics().groups(runId),
                rows,
                version,
                Instant.now(),
                ZoneId.systemDefault());
    }

    /** Of a run that was killed nobody noted how long it took. */
    private static Duration active(RunSummary summary) {
        return summary.duration().isZero() ? Duration.between(summary.startedAt(), Instant.now()) : summary.duration();
    }

    private List<Fact> details(StoredRun stored, RunSummary summary) {
        List<Fact> details = new ArrayList<>();
        details.add(new Fact("Run", stored.runId() + ", last execution " + summary.executionId()));
        new RunIdentity(stored.run().identityParts()).shown().forEach((name, value) -> {
            if (!value.isBlank()) {
                details.add(new Fact(name, value));
            }
        });
        details.add(new Fact("program", "enricher " + version + ", Java " + System.getProperty("java.version")));
        return details;
    }

    private static List<Fact> facts(Map<String, String> values) {
        return values.entrySet().stream()
                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                .toList();
    }

    private String command(StoredRun stored, List<JobExecution> executions) {
        PastRun run = store.runs().past(stored.run().job(), stored.runId()).orElseThrow();
        GivenParameters given = GivenParameters.ofLast(executions);
        return RunCommandLine.of(run, given, RunStory.Effect.REPEATS).line();
    }

    /** The oldest first. */
    private List<JobExecution> executions(StoredRun stored) {
        return JobIdentity.executionsOf(jobRepository, stored.run().job(), stored.runId()).stream()
                .filter(execution -> execution.getStartTime() != null)
                .toList();
    }

    /** The one that makes the page has not ended yet, and what it will have ended like is in the summary. */
    private static Execution execution(JobExecution execution, RunSummary summary) {
        boolean isLast = execution.getId() == summary.executionId();
        Optional<Instant> until = instant(execution.getEndTime());
        return new Execution(
                execution.getId(),
                instant(execution.getStartTime()).orElseThrow(),
                isLast ? until.or(() -> Optional.of(Instant.now())) : until,
                isLast ? summary.status() : execution.getStatus().name(),
                execution.getStepExecutions().stream()
                        .flatMap(step -> phase(step).stream())
                        .sorted(Comparator.comparing(Phase::from))
                        .toList());
    }

    private static Optional<Phase> phase(StepExecution step) {
        Optional<Instant> from = instant(step.getStartTime());
        Optional<Instant> until = instant(step.getEndTime());
        return from.isPresent() && until.isPresent() && PHASES.containsKey(step.getStepName())
                ? Optional.of(new Phase(PHASES.get(step.getStepName()), from.get(), until.get()))
                : Optional.empty();
    }

    private static Optional<Instant> instant(@Nullable LocalDateTime time) {
        return Optional.ofNullable(time)
                .map(local -> local.atZone(ZoneId.systemDefault()).toInstant());
    }
}
