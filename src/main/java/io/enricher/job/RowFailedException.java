package io.enricher.job;

import io.enricher.domain.Outcome;

/**
 * Tells Spring Batch of a row that could not be enriched, so that it counts it as skipped. The row's FAILED state is
 * committed before this is thrown.
 */
final class RowFailedException extends RuntimeException {

    /** Without a stack trace: one is thrown for each failed row and again in the scan of its chunk. */
    RowFailedException(Outcome.Failed failed) {
        super("row " + failed.item().number() + " failed: " + failed.reason().code(), null, false, false);
    }
}
