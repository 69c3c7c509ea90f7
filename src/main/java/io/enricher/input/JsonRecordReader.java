package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

/**
 * Reads the records of a JSON file one by one, as a stream. What is no object, or has a key twice, is told to a
 * {@link RejectListener}, counted and passed over. For one thread.
 */
final class JsonRecordReader implements ItemStreamReader<SourceRecord> {

    private final JsonTable table;
    private final StartingPoint start;
    private final RejectListener rejects;

    private @Nullable JsonRecords records;
    private long number;

    JsonRecordReader(JsonTable table, StartingPoint start, RejectListener rejects) {
        this.table = table;
        this.start = start;
        this.rejects = rejects;
    }

    /** Opens the file and passes over what an earlier execution has read. */
    @Override
    public void open(ExecutionContext context) {
        close();
        number = 0;
        try {
            JsonRecords opened = table.open();
            records = opened;
            for (long toSkip = start.recordsToSkip(context); number < toSkip; number++) {
                if (opened.next() == null) {
                    throw InvalidInputException.malformed(
                            "%s has only %d records, fewer than were read before. Start again"
                                    .formatted(table.source(), number));
                }
            }
        } catch (IOException e) {
            throw Unreadable.because(table.source(), e);
        }
    }

    @Override
    public @Nullable SourceRecord read() {
        if (records == null) {
            throw new ReaderNotOpenException("read() before open()");
        }
        JsonRecords.JsonRecord raw = records.next();
        while (raw != null) {
            number++;
            if (raw.fields().isPresent()) {
                JsonFields fields = raw.fields().get();
                return new SourceRecord(number, raw.line(), fields.texts(), fields.json());
            }
            rejects.rejected(new RejectedRecord(number, raw.line(), raw.problem(), raw.text()));
            raw = records.next();
        }
        return null;
    }

    @Override
    public void update(ExecutionContext context) {
        start.save(context, number);
    }

    /** Closes the file; may be called again, and before {@link #open}. */
    @Override
    public void close() {
        if (records != null) {
            try {
                records.close();
            } catch (IOException e) {
                throw new ItemStreamException("cannot close " + table.source(), e);
            }
            records = null;
        }
    }
}
