package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import io.enricher.store.CallLedger;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import io.enricher.store.WorkItems;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;

/** Gathers a run's summary from the tables: numbers of the whole job instance, restarts included. */
final class SummaryAssembler {

    private final EnrichRun run;
    private final Store store;
    private final RunFigures figures;
    private final JobRepository jobRepository;
    private final Runnable settlePurse;
    private boolean completed;
    private Optional<RunSummary> published = Optional.empty();

    /** @param settlePurse brings what calls may have cost beyond the ledger up to date in the store */
    SummaryAssembler(EnrichRun run, Store store, JobRepository jobRepository, Runnable settlePurse) {
        this.run = run;
        this.store = store;
        this.figures = new RunFigures(store);
        this.jobRepository = jobRepository;
        this.settlePurse = settlePurse;
    }

    RunSummary completed(JobExecution execution, PassResult result) {
        return assemble(
                "COMPLETED",
                result.exitCode(),
                execution,
                result.rows(),
                0,
                files(i -> Optional.of(result.files().get(i).rows())),
                store.failures().first(run.id(), OutputPass.FAILURES_KEPT),
                Optional.empty(),
                List.of());
    }

    /** A run that ended before its output was published: what the tables hold so far. */
    RunSummary ended(
            String status, ExitCode exitCode, JobExecution execution, long cached, String problem, List<Path> partial) {
        WorkItems.Counts counts = store.workItems().counts(run.id());
        RunSummary.Rows rows = new RunSummary.Rows(cached, counts.done(), 0, 0, counts.failed(), 0);
        return assemble(
                status,
                exitCode,
                execution,
                rows,
                CacheCheck.isComplete(jobRepository, execution.getJobInstance()) ? counts.pending() : 0,
                files(i -> Optional.empty()),
                figures.failuresSoFar(run.id(), run.recipe().readsSource(), OutputPass.FAILURES_KEPT),
                Optional.of(problem),
                partial);
    }

    /** The output is in its place, and this is what is told of the run. */
    void publishedAs(RunSummary summary) {
        published = Optional.of(summary);
    }

    /** What this process told of the run when it published the output; empty if it did not. */
    Optional<RunSummary> published() {
        return published;
    }

    /** Whether this process published the output and stored the summary of a completed run, whatever came after. */
    boolean isCompleted() {
        return completed;
    }

    /** @return false if another process, which took the run over, completed it before */
    boolean store(RunSummary summary) {
        RunStatus status = RunStatus.valueOf(summary.status());
        boolean stored = store.runs()
                .finished(
                        run.id(),
                        status,
                        summary.exitCode(),
                        summary.duration(),
                        summary.rows(),
                        summary.cost().saved(),
                        summary.problem());
        completed = completed || (stored && status == RunStatus.COMPLETED);
        return stored;
    }

    private RunSummary assemble(
            String status,
            ExitCode exitCode,
            JobExecution execution,
            RunSummary.Rows rows,
            long outstanding,
            List<RunSummary.InputFile> files,
            List<RunSummary.Failure> failures,
            Optional<String> problem,
            List<Path> partial) {
        settlePurse.run();
        StoredRun stored = store.runs().find(run.id()).orElseThrow();
        CallLedger.Totals totals = store.calls().totals(run.id());
        Optional<BigDecimal> perRow = perRow(rows, totals.costUsd());
        RunSummary.Cost cost = new RunSummary.Cost(
                stored.estimatedUsd(),
                totals.costUsd(),
                saved(rows.cached(), perRow, totals.costUsd()),
                saved(rows.duplicates(), perRow, totals.costUsd()),
                store.purses().held(run.id()));
        return new RunSummary(
                status,
                exitCode,
                run.id(),
                execution.getId(),
                EnrichJobFactory.ENRICH,
                run.recipe().name(),
                run.provider().provider(),
                run.provider().model(),
                run.input().location(),
                run.paths().output().toString(),
                files,
                stored.run().startedAt(),
                duration(execution),
                rows,
                outstanding,
                totals.calls(),
                store.calls().batchSizes(run.id()),
                totals.usage(),
                cost,
                failures,
                problem,
                source(),
                new RunSummary.Reports(
                        Optional.of(run.paths().summary().toString()),
                        Optional.empty(),
                        files.isEmpty() ? rejected(run.files().get(0), rows) : Optional.empty(),
                        partial.stream().map(Path::toString).toList()));
    }

    private Optional<RunSummary.Source> source() {
        if (!run.recipe().readsSource()) {
            return Optional.empty();
        }
        return Optional.of(run.tree()
                .map(found -> new RunSummary.Source(found.files(), found.skipped(), found.fallbacks()))
                .orElse(new RunSummary.Source(0, Map.of(), Map.of())));
    }

    /** @param rows of the file with an index, as far as they are known */
    private List<RunSummary.InputFile> files(IntFunction<Optional<RunSummary.Rows>> rows) {
        if (!run.input().isList()) {
            return List.of();
        }
        List<RunSummary.InputFile> files = new ArrayList<>();
        for (RunFile file : run.files()) {
            Optional<RunSummary.Rows> known = rows.apply(files.size());
            files.add(new RunSummary.InputFile(
                    file.input().path().toString(),
                    file.paths().enriched().toString(),
                    known.flatMap(counted -> rejected(file, counted)),
                    known));
        }
        return files;
    }

    private static Optional<String> rejected(RunFile file, RunSummary.Rows rows) {
        return Optional.of(file.paths().rejected().toString()).filter(path -> rows.rejected() > 0);
    }

    /** What a row costs: on average of earlier runs, for this one may have asked the difficult rows alone; else in this one. */
    private Optional<BigDecimal> perRow(RunSummary.Rows rows, Optional<BigDecimal> actual) {
        if (rows.cached() + rows.duplicates() == 0) {
            return Optional.empty();
        }
        Optional<BigDecimal> before =
                store.calls().costPerRow(run.recipe().name(), run.provider().model());
        return before.isPresent() || rows.enriched() == 0
                ? before
                : actual.map(cost -> cost.divide(BigDecimal.valueOf(rows.enriched()), MathContext.DECIMAL64));
    }

    /** What rows that were not asked would have cost. */
    private static Optional<BigDecimal> saved(long rows, Optional<BigDecimal> perRow, Optional<BigDecimal> actual) {
        return rows == 0
                ? actual.map(cost -> BigDecimal.ZERO)
                : perRow.map(cost -> cost.multiply(BigDecimal.valueOf(rows)).round(MathContext.DECIMAL32));
    }

    private Duration duration(JobExecution current) {
        return jobRepository.getJobExecutions(current.getJobInstance()).stream()
                .map(execution -> execution.getId() == current.getId() ? durationOf(current) : durationOf(execution))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration durationOf(JobExecution execution) {
        LocalDateTime start = execution.getStartTime();
        LocalDateTime end = execution.getEndTime();
        if (start == null) {
            return Duration.ZERO;
        }
        return Duration.between(start, end == null ? LocalDateTime.now(ZoneId.systemDefault()) : end);
    }
}
