package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.Closeable;
import java.nio.file.Path;

/**
 * The output while its rows are written, in their order, into a part next to the target. Closing it before
 * {@link #seal()} removes the part; the target is touched by {@link FinishedPart#publish()} only. For one thread.
 */
public final class EnrichedFile implements Closeable {

    private final PartFile part;
    private final RowWriter writer;
    private long rows;

    private EnrichedFile(PartFile part, RowWriter writer) {
        this.part = part;
        this.writer = writer;
    }

    /**
     * Starts a new part, in place of any older one.
     *
     * @param csv used if the format is CSV
     * @throws OutputException if it cannot be made
     */
    public static EnrichedFile create(Path target, OutputFormat format, OutputColumns columns, CsvFormat csv) {
        PartFile part = PartFile.create(target);
        return new EnrichedFile(part, format.rowWriter(part.writer(), columns, csv));
    }

    /** @throws OutputException if the disk does not take it */
    public void write(OutputRow row) {
        writer.write(row);
        rows++;
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }

    /**
     * Ends the file and brings it to the disk.
     *
     * @throws OutputException if that fails
     */
    public FinishedPart seal() {
        writer.finish();
        return part.seal();
    }

    @Override
    public void close() {
        part.close();
    }
}
