package io.enricher.job;

import io.enricher.store.Maintenance;
import io.enricher.store.SpaceReclaimer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the file of an embedded database small: while a run goes on, and, if rows were deleted or added in
 * great number, when the application ends. Closed before the data source. Safe for use by many threads.
 */
final class DatabaseSpace implements AutoCloseable {

    private final Maintenance maintenance;
    private final AtomicLong rows = new AtomicLong();

    DatabaseSpace(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    /** Space is used again until the result is closed. */
    SpaceReclaimer reclaim() {
        return maintenance.reclaimSpace();
    }

    void deleted(long more) {
        rows.addAndGet(more);
    }

    /** Rows added in the order of their hashes leave as much unused space behind as rows deleted. */
    void added(long more) {
        rows.addAndGet(more);
    }

    @Override
    public void close() {
        if (rows.get() > 0) {
            maintenance.compactOnClose(rows.get());
        }
    }
}
