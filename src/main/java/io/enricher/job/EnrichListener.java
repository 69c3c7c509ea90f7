package io.enricher.job;

import io.enricher.domain.RunFailedException;
import io.enricher.store.FailedItems;
import io.enricher.store.WorkItems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Begins the enrich step from what the table says, and looks at the failure limit once more at its end. Rows that failed
 * a run over its limit are asked again by the next start: so many failures say that something else was wrong.
 */
final class EnrichListener implements StepExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(EnrichListener.class);

    private static final String OVER_LIMIT = "enrich.overFailureLimit";

    private final WorkItems workItems;
    private final FailedItems failedItems;
    private final EnrichRun run;
    private final JobRepository jobRepository;
    private final PendingCursor cursor;
    private final FailureCount failures;
    private final RunControl control;

    EnrichListener(
            WorkItems workItems,
            FailedItems failedItems,
            EnrichRun run,
            JobRepository jobRepository,
            PendingCursor cursor,
            FailureCount failures,
            RunControl control) {
        this.workItems = workItems;
        this.failedItems = failedItems;
        this.run = run;
        this.jobRepository = jobRepository;
        this.cursor = cursor;
        this.failures = failures;
        this.control = control;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        // Remembered by Spring Batch from the first start; a restart may use another number of threads.
        stepExecution.getExecutionContext().remove(SimpleStepExecutionSplitter.class.getSimpleName() + ".GRID_SIZE");
        ExecutionContext jobContext = stepExecution.getJobExecution().getExecutionContext();
        if (jobContext.containsKey(OVER_LIMIT)) {
            workItems.retryFailed(run.id());
            jobContext.remove(OVER_LIMIT);
        }
        WorkItems.Counts counts = workItems.counts(run.id());
        failures.begin(counts, cached(stepExecution));
        cursor.rewind();
        Optional<PassResult> outdated = counts.pending() > 0 ? PassResult.load(jobContext) : Optional.empty();
        if (outdated.isPresent()) {
            PassResult.forget(jobContext);
        }
        // Now: Spring Batch saves it when the step has ended, and a process that is killed before would do all this
        // again.
        jobRepository.updateExecutionContext(stepExecution.getJobExecution());
        // Whatever was written before lacks the answers that come now.
        outdated.ifPresent(result -> result.discard(run.paths().files()));
    }

    /** Never throws: what an afterStep throws is swallowed with all that was to come after it. */
    private void forgetFailures() {
        try {
            failedItems.forgetThoseOf(run.id());
        } catch (RuntimeException e) {
            log.warn("The rows that failed may be held back by enricher.failed-cooldown: {}", e.getMessage());
        }
    }

    private long cached(StepExecution stepExecution) {
        return CacheCheck.Result.before(stepExecution, jobRepository).hits();
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        boolean completed = stepExecution.getStatus() == BatchStatus.COMPLETED;
        if (!failures.isOverBudget() && !(completed && failures.isHopeless())) {
            return null;
        }
        stepExecution.getJobExecution().getExecutionContext().putString(OVER_LIMIT, "true");
        forgetFailures();
        if (!completed) {
            return null;
        }
        control.abort(new RunFailedException(failures.verdict()));
        stepExecution.setStatus(BatchStatus.FAILED);
        return ExitStatus.FAILED;
    }
}
