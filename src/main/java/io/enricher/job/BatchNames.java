package io.enricher.job;

import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;

/**
 * Names batches for the log: {@code Batch 3/8}, or {@code Batch 9 of about 24} once their size has changed and nobody
 * can know how many there will be. Safe for use by many threads.
 */
final class BatchNames {

    private final IntSupplier size;
    private final LongSupplier rowsPending;
    private final IntToLongFunction batchesPending;

    private int firstSize;
    private int lastSize;
    private double rowsPerBatch;
    private long rowsLeft;
    private long number;
    private long total;
    private boolean changed;

    /**
     * @param size           most rows of a batch now
     * @param rowsPending    rows to ask, asked once
     * @param batchesPending how many batches of so many rows these are, asked once
     */
    BatchNames(IntSupplier size, LongSupplier rowsPending, IntToLongFunction batchesPending) {
        this.size = size;
        this.rowsPending = rowsPending;
        this.batchesPending = batchesPending;
    }

    /** @param rows of the batch that begins */
    synchronized String next(int rows) {
        int now = size.getAsInt();
        if (number == 0) {
            begin(now);
        } else if (now != lastSize) {
            lastSize = now;
            changed = true;
            total = number + (long) Math.ceil(rowsLeft / rowsPerBatchOf(now));
        }
        number++;
        rowsLeft = Math.max(0, rowsLeft - rows);
        total = Math.max(total, number);
        return "Batch " + number + (changed ? " of about " : "/") + total;
    }

    private void begin(int now) {
        firstSize = now;
        lastSize = now;
        total = batchesPending.applyAsLong(now);
        rowsLeft = rowsPending.getAsLong();
        rowsPerBatch = Math.max(1.0, (double) rowsLeft / Math.max(1, total));
    }

    /** Groups may keep batches smaller than they might be, and do so whatever the size. */
    private double rowsPerBatchOf(int now) {
        return now < firstSize ? Math.min(rowsPerBatch, now) : rowsPerBatch * now / firstSize;
    }
}
