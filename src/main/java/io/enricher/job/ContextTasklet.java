package io.enricher.job;

import io.enricher.domain.ContextSpan;
import io.enricher.store.WorkItems;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds, for the spans that are to be asked, what is shown beside them, and keeps it with their rows, some at a time: a
 * restart looks for what the execution before did not come to.
 */
final class ContextTasklet implements Tasklet {

    /** Found together, and kept in one transaction. */
    private static final int AT_ONCE = 1_000;

    private final WorkItems workItems;
    private final long runId;
    private final RunSpans spans;
    private final TransactionOperations transaction;

    ContextTasklet(WorkItems workItems, long runId, RunSpans spans, TransactionOperations transaction) {
        this.workItems = workItems;
        this.runId = runId;
        this.spans = spans;
        this.transaction = transaction;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) {
        try {
            addContext(workItems.withoutContext(runId));
            return RepeatStatus.FINISHED;
        } catch (CancellationException e) {
            // Thrown on, it would be logged as a failure.
            contribution.getStepExecution().setTerminateOnly();
            return RepeatStatus.CONTINUABLE;
        }
    }

    private void addContext(List<Long> numbers) {
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            Map<Long, List<ContextSpan>> found =
                    spans.contextOf(numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE)));
            transaction.executeWithoutResult(status -> workItems.addContext(runId, found));
        }
    }
}
