package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of an open CSV file. One that cannot be split into as many fields as there are columns is a bad one.
 *
 * <p>OpenCSV splits the records; they are cut here, because OpenCSV's own reader glues the lines of a quoted text one
 * by one (quadratic in its lines), turns {@code \r\n} inside quotes into {@code \n}, and reads to the end of the file
 * for a quote that is never closed.
 */
final class CsvRecordReader implements RecordReader {

    private final CsvTable table;
    private final FieldSplitter splitter;
    private final CsvRecordScanner scanner;

    private CsvRecordReader(CsvTable table, CsvRecordScanner scanner) {
        this.table = table;
        this.splitter = table.splitter();
        this.scanner = scanner;
    }

    /** @throws InvalidInputException if the file has other columns than when it was inspected */
    static CsvRecordReader open(CsvTable table) throws IOException {
        CsvRecordReader reader = new CsvRecordReader(table, table.scanner());
        try {
            reader.refuseOtherHeader();
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void refuseOtherHeader() throws IOException {
        if (!CsvHeader.read(scanner, splitter, table.source()).equals(table.columns())) {
            throw InvalidInputException.malformed(
                    table.source() + " has other columns than at the start of this run. Start again");
        }
    }

    @Override
    public @Nullable FoundRecord next() throws IOException {
        CsvRecordScanner.@Nullable RawRecord raw = scanner.next();
        if (raw == null) {
            return null;
        }
        String[] values = splitter.split(raw.text());
        Optional<String> problem = raw.problem().or(() -> wrongCount(values.length));
        return problem.isEmpty()
                ? new FoundRecord.Good(raw.line(), fields(values), Set.of())
                : new FoundRecord.Bad(raw.line(), problem.get(), raw.text());
    }

    @Override
    public boolean skip() throws IOException {
        return scanner.next() != null;
    }

    private Optional<String> wrongCount(int found) {
        int expected = table.columns().size();
        return found == expected
                ? Optional.empty()
                : Optional.of("expected %d fields, found %d".formatted(expected, found));
    }

    private Map<String, String> fields(String[] values) {
        List<String> columns = table.columns();
        Map<String, String> fields = new LinkedHashMap<>(values.length * 2);
        for (int i = 0; i < values.length; i++) {
            fields.put(columns.get(i), values[i]);
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
