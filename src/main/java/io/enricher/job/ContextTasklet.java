package io.enricher.job;

import java.util.concurrent.CancellationException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Finds what is shown beside spans: of all before the first key where the keys hold it, otherwise of those that are to be
 * asked.
 */
final class ContextTasklet implements Tasklet {

    private final Runnable search;

    /** @param search throws {@link CancellationException} if the run is to stop */
    ContextTasklet(Runnable search) {
        this.search = search;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) {
        try {
            search.run();
            return RepeatStatus.FINISHED;
        } catch (CancellationException e) {
            // Thrown on, it would be logged as a failure.
            contribution.getStepExecution().setTerminateOnly();
            return RepeatStatus.CONTINUABLE;
        }
    }
}
