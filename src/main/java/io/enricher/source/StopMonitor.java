package io.enricher.source;

import io.enricher.domain.StopSignal;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Lets git notice that the run was asked to stop. */
final class StopMonitor extends EmptyProgressMonitor {

    private final StopSignal stop;

    StopMonitor(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public boolean isCancelled() {
        return stop.isStopRequested();
    }
}
