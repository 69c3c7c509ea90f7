package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * One JSON array of objects, read element by element. An element that is no object is a record with a problem; text that
 * is no JSON ends the reading, because nobody knows where the next element begins.
 */
final class JsonArrayRecords implements RecordReader {

    private final JsonParser parser;
    private final String source;
    private boolean begun;

    /** @param source how messages name the input */
    JsonArrayRecords(Reader text, String source) {
        this.parser = JsonFields.JSON.createParser(ObjectReadContext.empty(), text);
        this.source = source;
    }

    @Override
    public @Nullable FoundRecord next() {
        try {
            if (!begun) {
                begin();
            }
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                end();
                return null;
            }
            long line = parser.currentTokenLocation().getLineNr();
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return new FoundRecord.Bad(line, "not a JSON object", parser.getString());
            }
            JsonFields fields = JsonFields.read(parser);
            return fields.found(line, fields.problem(), fields.texts().toString());
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    private void begin() {
        begun = true;
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw InvalidInputException.malformed(
                    source + " is not an array of objects. It must begin with [; one object"
                            + " per line is read from a file that ends in .jsonl");
        }
    }

    private void end() {
        if (parser.nextToken() != null) {
            throw InvalidInputException.malformed(source + ", line "
                    + parser.currentTokenLocation().getLineNr() + ": text after the end of the array");
        }
    }

    private InvalidInputException malformed(JacksonException e) {
        long line = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr());
        if (e.getCause() instanceof TextDecoder.UndecodableException undecodable) {
            return InvalidInputException.malformed(source + ", line " + line + ": " + undecodable.getMessage());
        }
        if (e.getCause() instanceof IOException failure) {
            return Unreadable.because("%s (line %d)".formatted(source, line), failure);
        }
        return InvalidInputException.malformed(
                source + ", line " + line + ": not valid JSON: " + e.getOriginalMessage());
    }

    @Override
    public void close() {
        parser.close();
    }
}
