package io.enricher.job;

import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/** Ends a step as STOPPED when the run is to end. */
final class StopPolicy implements StepInterruptionPolicy {

    private final BooleanSupplier stop;

    StopPolicy(BooleanSupplier stop) {
        this.stop = stop;
    }

    @Override
    public void checkInterrupted(StepExecution stepExecution) throws JobInterruptedException {
        if (stop.getAsBoolean()) {
            // Without this the step ends COMPLETED with rows missing (Spring Batch 6.0.4, measured 2026-11).
            stepExecution.setTerminateOnly();
            throw new JobInterruptedException("the run is to stop");
        }
    }
}
