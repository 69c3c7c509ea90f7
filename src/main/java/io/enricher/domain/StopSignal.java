package io.enricher.domain;

/** Whether the run was asked to stop. Safe for use by many threads. */
@FunctionalInterface
public interface StopSignal {

    boolean isStopRequested();
}
