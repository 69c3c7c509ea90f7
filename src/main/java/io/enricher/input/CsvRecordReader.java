package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

/**
 * Reads the records of a CSV file one by one, as a stream. A record that cannot be split into as many fields as there
 * are columns is told to a {@link RejectListener}, counted and passed over. For one thread.
 *
 * <p>OpenCSV splits the records; they are cut here, because OpenCSV's own reader glues the lines of a quoted text one
 * by one (quadratic in its lines), turns {@code \r\n} inside quotes into {@code \n}, and reads to the end of the file
 * for a quote that is never closed.
 */
final class CsvRecordReader implements ItemStreamReader<SourceRecord> {

    private final CsvTable table;
    private final FieldSplitter splitter;
    private final StartingPoint start;
    private final RejectListener rejects;

    private @Nullable CsvRecordScanner scanner;
    private long number;

    private CsvRecordReader(CsvTable table, StartingPoint start, RejectListener rejects) {
        this.table = table;
        this.splitter = table.splitter();
        this.start = start;
        this.rejects = rejects;
    }

    /** A reader that notes in the execution context how far it came, and goes on there after a restart. */
    static CsvRecordReader resumable(CsvTable table, RejectListener rejects) {
        return new CsvRecordReader(table, StartingPoint.SAVED, rejects);
    }

    /** A reader that begins at the first record at each start, and notes nothing. */
    static CsvRecordReader startAtBeginning(CsvTable table, RejectListener rejects) {
        return new CsvRecordReader(table, StartingPoint.BEGINNING, rejects);
    }

    /**
     * Opens the file and passes over what an earlier execution has read.
     *
     * @throws InvalidInputException if the file is no longer the one that was inspected, or cannot be read
     */
    @Override
    public void open(ExecutionContext context) {
        close();
        number = 0;
        try {
            CsvRecordScanner opened = table.scanner();
            scanner = opened;
            refuseOtherHeader(CsvHeader.read(opened, splitter, table.source()));
            skip(opened, start.recordsToSkip(context));
        } catch (IOException e) {
            throw Unreadable.because(table.source(), e);
        }
    }

    private void refuseOtherHeader(List<String> header) {
        if (!header.equals(table.columns())) {
            throw InvalidInputException.malformed(
                    table.source() + " has other columns than at the start of this run. Start again");
        }
    }

    private void skip(CsvRecordScanner opened, long records) {
        while (number < records) {
            if (opened.next() == null) {
                throw InvalidInputException.malformed("%s has only %d records, fewer than were read before. Start again"
                        .formatted(table.source(), number));
            }
            number++;
        }
    }

    /**
     * The next record that can be parsed, null at the end.
     *
     * @throws InvalidInputException if the rest of the file cannot be used; the message names the line
     */
    @Override
    public @Nullable SourceRecord read() throws IOException {
        CsvRecordScanner opened = opened();
        CsvRecordScanner.@Nullable RawRecord raw = opened.next();
        while (raw != null) {
            number++;
            String[] values = splitter.split(raw.text());
            Optional<String> problem = raw.problem().or(() -> wrongCount(values.length));
            if (problem.isEmpty()) {
                return new SourceRecord(number, raw.line(), fields(values));
            }
            rejects.rejected(new RejectedRecord(number, raw.line(), problem.get(), raw.text()));
            raw = opened.next();
        }
        return null;
    }

    private CsvRecordScanner opened() {
        if (scanner == null) {
            throw new ReaderNotOpenException("read() before open()");
        }
        return scanner;
    }

    private Optional<String> wrongCount(int found) {
        int expected = table.columns().size();
        return found == expected
                ? Optional.empty()
                : Optional.of("expected %d fields, found %d".formatted(expected, found));
    }

    private Map<String, String> fields(String[] values) {
        Map<String, String> fields = new LinkedHashMap<>(values.length * 2);
        for (int i = 0; i < values.length; i++) {
            fields.put(table.columns().get(i), values[i]);
        }
        return fields;
    }

    @Override
    public void update(ExecutionContext context) {
        start.save(context, number);
    }

    /** Closes the file; may be called again, and before {@link #open}. */
    @Override
    public void close() {
        if (scanner != null) {
            try {
                scanner.close();
            } catch (IOException e) {
                throw new ItemStreamException("cannot close " + table.source(), e);
            }
            scanner = null;
        }
    }
}
