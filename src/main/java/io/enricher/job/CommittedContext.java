package io.enricher.job;

import io.enricher.domain.SourceRecord;
import io.enricher.recipe.Draft;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes a step's position back when the chunk's transaction does not commit. Spring Batch 6.0.4 moves it on in memory
 * inside the transaction, and saves it once more when the step fails: a restart would skip a chunk that was never
 * written. For one thread.
 */
final class CommittedContext implements StepExecutionListener, ChunkListener<SourceRecord, Draft> {

    private ExecutionContext context = new ExecutionContext();

    @Override
    public void beforeStep(StepExecution stepExecution) {
        context = stepExecution.getExecutionContext();
    }

    @Override
    public void beforeChunk(Chunk<SourceRecord> chunk) {
        ExecutionContext before = new ExecutionContext(context);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    restore(before);
                }
            }
        });
    }

    private void restore(ExecutionContext before) {
        context.toMap().keySet().stream()
                .filter(key -> !before.containsKey(key))
                .forEach(context::remove);
        before.toMap().forEach(context::put);
    }
}
