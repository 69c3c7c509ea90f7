package io.enricher.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes one JSON object per line. */
final class JsonLinesRowWriter implements RowWriter {

    private final Writer out;
    private final JsonRow json;

    JsonLinesRowWriter(Writer out, OutputColumns columns) {
        this.out = out;
        this.json = new JsonRow(columns);
    }

    @Override
    public void write(OutputRow row) {
        try {
            out.write(json.render(row));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finish() {}
}
