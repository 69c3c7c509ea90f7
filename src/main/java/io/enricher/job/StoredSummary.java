package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.InputFile;
import io.enricher.store.CallLedger;
import io.enricher.store.RunFacts.Kind;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import io.enricher.store.WorkItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;

/** The summary of a run of the history, as far as the tables still know it. */
final class StoredSummary {

    private final Store store;
    private final RunFigures figures;
    private final JobRepository jobRepository;

    StoredSummary(Store store, JobRepository jobRepository) {
        this.store = store;
        this.figures = new RunFigures(store);
        this.jobRepository = jobRepository;
    }

    RunSummary of(StoredRun stored) {
        long runId = stored.runId();
        CallLedger.Totals totals = store.calls().totals(runId);
        return new RunSummary(
                stored.status().name(),
                exitCode(stored),
                runId,
                lastExecution(jobRepository, stored).map(JobExecution::getId).orElse(0L),
                stored.run().job(),
                stored.run().recipe(),
                stored.run().provider(),
                stored.run().model(),
                stored.run().input(),
                stored.run().output(),
                files(stored),
                stored.run().startedAt(),
                stored.duration(),
                rows(stored),
                outstanding(stored),
                totals.calls(),
                store.calls().batchSizes(runId),
                totals.usage(),
                figures.cost(stored, totals),
                figures.failures(stored, OutputPass.FAILURES_KEPT),
                stored.problem(),
                Optional.empty(),
                new RunSummary.Reports(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    /** Nobody noted how far a run came that was killed; its work items tell. */
    private RunSummary.Rows rows(StoredRun stored) {
        if (stored.status() != RunStatus.STARTED) {
            return stored.rows();
        }
        WorkItems.Counts counts = store.workItems().counts(stored.runId());
        return new RunSummary.Rows(0, counts.done(), 0, 0, counts.failed(), 0);
    }

    private long outstanding(StoredRun stored) {
        JobInstance instance = instanceOf(jobRepository, stored);
        return stored.status().isUnfinished() && instance != null && CacheCheck.isComplete(jobRepository, instance)
                ? store.workItems().counts(stored.runId()).pending()
                : 0;
    }

    /** A run that was killed has none. */
    private static ExitCode exitCode(StoredRun stored) {
        return stored.exitCode()
                .flatMap(code -> Arrays.stream(ExitCode.values())
                        .filter(known -> known.code() == code)
                        .findFirst())
                .orElse(ExitCode.FAILED);
    }

    /** Of several input files; see {@link RunSummary#files}. */
    private List<InputFile> files(StoredRun stored) {
        Map<String, String> outputs = store.facts().find(stored.runId(), Kind.FILE);
        if (outputs.size() < 2) {
            return List.of();
        }
        List<PassResult.OfFile> results = filesOf(jobRepository, stored);
        List<InputFile> files = new ArrayList<>();
        outputs.forEach((output, input) -> {
            Optional<RunSummary.Rows> rows = files.size() < results.size()
                    ? Optional.of(results.get(files.size()).rows())
                    : Optional.empty();
            files.add(new InputFile(input, output, Optional.empty(), rows));
        });
        return files;
    }

    /** What the outputs of a run hold, by file; empty if that is not known. */
    static List<PassResult.OfFile> filesOf(JobRepository jobRepository, StoredRun stored) {
        return lastExecution(jobRepository, stored)
                .flatMap(execution -> PassResult.load(execution.getExecutionContext()))
                .map(PassResult::files)
                .orElse(List.of());
    }

    private static Optional<JobExecution> lastExecution(JobRepository jobRepository, StoredRun stored) {
        JobInstance instance = instanceOf(jobRepository, stored);
        return instance == null ? Optional.empty() : Optional.ofNullable(jobRepository.getLastJobExecution(instance));
    }

    private static @Nullable JobInstance instanceOf(JobRepository jobRepository, StoredRun stored) {
        return jobRepository.getJobInstance(stored.run().job(), JobIdentity.parametersOf(stored.runId()));
    }
}
