package io.enricher.output;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Reads what {@link PageRowWriter} wrote, one row at a time. */
final class PageRows {

    private PageRows() {}

    /** What is done with each row. */
    @FunctionalInterface
    interface Handler {

        void handle(PageRow row) throws IOException;
    }

    /** @throws IOException if the file cannot be read, or holds something else, or of the handler */
    static void read(Path part, Handler handler) throws IOException {
        // Not a channel: an interrupt of the thread would close it.
        try (Reader text = new InputStreamReader(new FileInputStream(part.toFile()), StandardCharsets.UTF_8);
                JsonParser parser = AnswerFields.JSON.createParser(ObjectReadContext.empty(), text)) {
            Map<String, String> answerColumns = answerColumns(parser);
            while (parser.nextToken() != null) {
                handler.handle(row(parser, answerColumns));
            }
        } catch (JacksonException e) {
            throw new IOException(part + " does not hold rows: " + e.getOriginalMessage(), e);
        }
    }

    /** Names of the answer's fields by their columns. */
    private static Map<String, String> answerColumns(JsonParser parser) {
        Map<String, String> fields = new HashMap<>();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String column = parser.currentName();
            parser.nextToken();
            fields.put(column, parser.getString());
        }
        return fields;
    }

    private static PageRow row(JsonParser parser, Map<String, String> answerColumns) {
        Map<String, String> given = new HashMap<>();
        Map<String, AnswerValue> answer = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String column = parser.currentName();
            Optional<String> field = Optional.ofNullable(answerColumns.get(column));
            parser.nextToken();
            if (field.isPresent()) {
                answer.put(field.get(), AnswerValue.read(parser));
            } else if (PageRow.shows(column) && AnswerValue.read(parser) instanceof AnswerValue.Text value) {
                given.put(column.toLowerCase(Locale.ROOT), value.text());
            } else {
                // A value that was read already ends at its last token: nothing is left to skip.
                parser.skipChildren();
            }
        }
        return new PageRow(given, answer);
    }
}
