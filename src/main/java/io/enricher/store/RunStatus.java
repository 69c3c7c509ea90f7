package io.enricher.store;

/** Where a run stands; the names are those of the summary. */
public enum RunStatus {
    /** Running, or killed. */
    STARTED,
    /** Its output is in place. */
    COMPLETED,
    /** Ended by an error or its failure limit; starting it again continues. */
    FAILED,
    /** Stopped by a signal; starting it again continues. */
    STOPPED,
    /** Given up for a run of another identity. */
    ABANDONED;

    /** Whether starting it again would continue it. */
    public boolean isUnfinished() {
        return this != COMPLETED && this != ABANDONED;
    }
}
