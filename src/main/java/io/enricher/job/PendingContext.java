package io.enricher.job;

import io.enricher.domain.ContextSpan;
import io.enricher.store.WorkItems;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds, for the spans that are to be asked, what is shown beside them, and keeps it with their rows, some at a time: a
 * restart looks for what the execution before did not come to.
 */
final class PendingContext {

    /** Found together, and kept in one transaction. */
    private static final int AT_ONCE = 1_000;

    private final WorkItems workItems;
    private final long runId;
    private final RunSpans spans;
    private final TransactionOperations transaction;

    PendingContext(WorkItems workItems, long runId, RunSpans spans, TransactionOperations transaction) {
        this.workItems = workItems;
        this.runId = runId;
        this.spans = spans;
        this.transaction = transaction;
    }

    /** @throws java.util.concurrent.CancellationException if the run is to stop */
    void find() {
        List<Long> numbers = workItems.withoutContext(runId);
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            Map<Long, List<ContextSpan>> found =
                    spans.contextOf(numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE)));
            transaction.executeWithoutResult(status -> workItems.addContext(runId, found));
        }
    }
}
