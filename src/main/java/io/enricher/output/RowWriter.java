package io.enricher.output;

/**
 * Writes rows in one format to a writer that it does not close. Failures of that writer pass through, as
 * {@link java.io.UncheckedIOException} where it throws an {@link java.io.IOException}. For one thread.
 */
interface RowWriter {

    void write(OutputRow row);

    /** Writes what the format wants after the last row. */
    void finish();
}
