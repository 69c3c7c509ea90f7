package io.enricher.spans;

import io.enricher.domain.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the columns of chunks; those that were prepared elsewhere may lack most of them. */
final class ChunkColumn {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private ChunkColumn() {}

    /** Empty if the record has none. */
    static String text(SourceRecord chunk, String column) {
        return chunk.fields().getOrDefault(column, "");
    }

    /** The texts of a JSON list; empty if there is none. */
    static List<String> texts(SourceRecord chunk, String column) {
        String value = text(chunk, column);
        if (!chunk.json().contains(column) || !value.startsWith("[")) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), value)) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(json.getString());
                } else {
                    json.skipChildren();
                }
            }
        }
        return texts;
    }
}
