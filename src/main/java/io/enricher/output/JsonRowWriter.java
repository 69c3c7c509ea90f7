package io.enricher.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes one JSON array, one row per line, without holding the rows. */
final class JsonRowWriter implements RowWriter {

    private static final String OPENING = "[\n";

    private final Writer out;
    private final JsonRow json;
    private String separator = OPENING;

    JsonRowWriter(Writer out, OutputColumns columns) {
        this.out = out;
        this.json = new JsonRow(columns);
    }

    @Override
    public void write(OutputRow row) {
        append(separator, json.render(row));
        separator = ",\n";
    }

    @Override
    public void finish() {
        append(separator.equals(OPENING) ? "[]" : "\n]", "\n");
    }

    private void append(String first, String second) {
        try {
            out.write(first);
            out.write(second);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
