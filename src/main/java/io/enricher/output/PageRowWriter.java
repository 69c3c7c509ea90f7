package io.enricher.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes what pages are made of: JSON lines, the first of which tells the columns of the answer by the names of their
 * fields, so that a later process needs nothing else to make the pages.
 */
final class PageRowWriter implements RowWriter {

    private final JsonLinesRowWriter lines;

    private PageRowWriter(JsonLinesRowWriter lines) {
        this.lines = lines;
    }

    static PageRowWriter create(Writer out, OutputColumns columns) {
        try {
            out.write(answerColumns(columns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PageRowWriter(new JsonLinesRowWriter(out, columns));
    }

    private static String answerColumns(OutputColumns columns) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = AnswerFields.JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            columns.answer().forEach(field -> json.writeStringProperty(columns.nameOf(field), field));
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    @Override
    public void write(OutputRow row) {
        lines.write(row);
    }

    @Override
    public void finish() {
        lines.finish();
    }
}
