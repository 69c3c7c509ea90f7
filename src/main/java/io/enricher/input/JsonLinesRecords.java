package io.enricher.input;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** One JSON object per line; blank lines are passed over. A line that is none is a record with a problem. */
final class JsonLinesRecords implements RecordReader {

    private final LineScanner lines;

    JsonLinesRecords(LineScanner lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable FoundRecord next() {
        String text = lines.next();
        while (text != null && text.isBlank()) {
            text = lines.next();
        }
        return text == null ? null : record(lines.line(), text);
    }

    private static FoundRecord record(long line, String text) {
        try (JsonParser parser = JsonFields.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new FoundRecord.Bad(line, "not a JSON object", text);
            }
            JsonFields fields = JsonFields.read(parser);
            Optional<String> problem = fields.problem();
            if (problem.isEmpty() && parser.nextToken() != null) {
                problem = Optional.of("more than one JSON value on the line");
            }
            return fields.found(line, problem, text);
        } catch (JacksonException e) {
            return new FoundRecord.Bad(line, "not valid JSON: " + e.getOriginalMessage(), text);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
