package io.enricher.output;

import com.opencsv.CSVWriter;
import io.enricher.output.CsvFormat.ByteOrderMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Writes records as RFC 4180 has them: quotes doubled, backslashes plain text, quoted only where needed. */
final class CsvLines {

    private final CSVWriter csv;

    private CsvLines(CSVWriter csv) {
        this.csv = csv;
    }

    static CsvLines create(Writer out, CsvFormat format) {
        if (format.byteOrderMark() == ByteOrderMark.PRESENT) {
            writeMark(out);
        }
        // With the quote as its own escape, OpenCSV doubles quotes and leaves backslashes alone.
        return new CsvLines(
                new CSVWriter(out, format.delimiter(), CsvFormat.QUOTE, CsvFormat.QUOTE, format.lineSeparator()));
    }

    void write(List<String> cells) {
        csv.writeNext(cells.toArray(String[]::new), false);
        // OpenCSV keeps the exception to itself until it is asked.
        IOException failure = csv.getException();
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void writeMark(Writer out) {
        try {
            out.write('\uFEFF');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
