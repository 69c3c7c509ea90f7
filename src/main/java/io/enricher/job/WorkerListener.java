package io.enricher.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** A thread of the enrich step that ended because its call was given up is STOPPED, not FAILED. */
final class WorkerListener implements StepExecutionListener {

    private final ScanTracker scan;

    WorkerListener(ScanTracker scan) {
        this.scan = scan;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        scan.reset();
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution stepExecution) {
        boolean aborted = stepExecution.getFailureExceptions().stream().anyMatch(Faults::isAborted);
        if (!aborted) {
            return null;
        }
        stepExecution.setStatus(BatchStatus.STOPPED);
        stepExecution.setExitStatus(ExitStatus.STOPPED);
        return ExitStatus.STOPPED;
    }
}
