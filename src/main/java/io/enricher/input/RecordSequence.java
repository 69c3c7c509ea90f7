package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.Locator;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

/**
 * Numbers the records of one or more files, read one file after the other. What cannot be parsed is told to a
 * {@link RejectListener}, counted and passed over. For one thread.
 */
final class RecordSequence implements ItemStreamReader<SourceRecord> {

    private final List<? extends RecordSource> files;
    private final StartingPoint start;
    private final RejectListener rejects;

    private @Nullable RecordReader reader;
    private int file;
    private long row;
    private long number;

    RecordSequence(List<? extends RecordSource> files, StartingPoint start, RejectListener rejects) {
        this.files = List.copyOf(files);
        this.start = start;
        this.rejects = rejects;
    }

    /**
     * Opens the first file and passes over what an earlier execution has read.
     *
     * @throws InvalidInputException if a file is no longer the one that was inspected, or cannot be read
     */
    @Override
    public void open(ExecutionContext context) {
        close();
        number = 0;
        try {
            begin(0);
            skip(start.recordsToSkip(context));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void begin(int next) throws IOException {
        file = next;
        row = 0;
        reader = files.get(next).open();
    }

    /** @return false if there is no further file */
    private boolean goOn() throws IOException {
        if (file + 1 == files.size()) {
            return false;
        }
        close();
        begin(file + 1);
        return true;
    }

    private void skip(long records) throws IOException {
        while (number < records) {
            if (opened().skip()) {
                count();
            } else if (!goOn()) {
                throw InvalidInputException.malformed(
                        "%s has only %d records, fewer than were read before. Start again".formatted(source(), row));
            }
        }
    }

    private void count() {
        row++;
        number++;
    }

    /**
     * The next record that can be parsed, null at the end of the last file.
     *
     * @throws InvalidInputException if the rest of a file cannot be used; the message names the line
     */
    @Override
    public @Nullable SourceRecord read() {
        try {
            while (true) {
                FoundRecord found = opened().next();
                if (found == null) {
                    if (!goOn()) {
                        return null;
                    }
                    continue;
                }
                count();
                Locator place = new Locator(file, row, found.line());
                if (found instanceof FoundRecord.Good good) {
                    return new SourceRecord(number, place, good.fields(), good.json());
                }
                FoundRecord.Bad bad = (FoundRecord.Bad) found;
                rejects.rejected(new RejectedRecord(number, place, bad.reason(), bad.text()));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RecordReader opened() {
        if (reader == null) {
            throw new ReaderNotOpenException("read() before open()");
        }
        return reader;
    }

    private InvalidInputException unreadable(IOException cause) {
        return Unreadable.because(source(), cause);
    }

    private String source() {
        return files.get(file).source();
    }

    @Override
    public void update(ExecutionContext context) {
        start.save(context, number);
    }

    /** Closes the file that is open; may be called again, and before {@link #open}. */
    @Override
    public void close() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw new ItemStreamException("cannot close " + source(), e);
            }
            reader = null;
        }
    }
}
