package io.enricher.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Sees to it that no worker of the enrich step outlives it. Spring Batch leaves the others running when one cannot be
 * started or saved; the run would close the model and the database under them.
 */
final class EndOfWorkers implements StepExecutionListener {

    private final SimpleAsyncTaskExecutor workers;
    private final RunControl control;
    private final Runnable afterwards;

    /**
     * @param longest    what a worker may still be doing takes at most so long: a call to the model
     * @param afterwards what only workers needed is given back
     */
    EndOfWorkers(SimpleAsyncTaskExecutor workers, Duration longest, RunControl control, Runnable afterwards) {
        this.workers = workers;
        this.control = control;
        this.afterwards = afterwards;
        workers.setTaskTerminationTimeout(longest.toMillis());
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        if (stepExecution.getStatus() != BatchStatus.COMPLETED && !control.isStopRequested()) {
            stepExecution.getFailureExceptions().stream().findFirst().ifPresent(control::abort);
        }
        workers.close();
        afterwards.run();
        return null;
    }
}
