package io.enricher.job;

import io.enricher.store.Maintenance;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives space back when the application ends, if rows were deleted: an embedded database is compacted on closing. Closed
 * before the data source. Safe for use by many threads.
 */
final class ClosingCompaction implements AutoCloseable {

    private final Maintenance maintenance;
    private final AtomicLong rows = new AtomicLong();

    ClosingCompaction(Maintenance maintenance) {
        this.maintenance = maintenance;
    }

    void deleted(long more) {
        rows.addAndGet(more);
    }

    @Override
    public void close() {
        if (rows.get() > 0) {
            maintenance.compactOnClose(rows.get());
        }
    }
}
