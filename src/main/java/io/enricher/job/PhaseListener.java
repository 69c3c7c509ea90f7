package io.enricher.job;

import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Tells whoever watches the run which step it is in. */
final class PhaseListener implements StepExecutionListener {

    private final RunProgress progress;
    private final String phase;

    PhaseListener(RunProgress progress, String phase) {
        this.progress = progress;
        this.phase = phase;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        progress.enter(phase);
    }
}
