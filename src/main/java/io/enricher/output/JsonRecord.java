package io.enricher.output;

import io.enricher.domain.SourceRecord;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** The columns of an input record as members of a JSON object. */
public final class JsonRecord {

    private JsonRecord() {}

    /**
     * Writes texts as texts, and what was another JSON value as it was read.
     *
     * @param isKept whether a column is written
     * @param json   within an object
     */
    public static void write(SourceRecord record, Predicate<String> isKept, JsonGenerator json) {
        record.fields().forEach((column, text) -> {
            if (isKept.test(column)) {
                json.writeName(column);
                if (!record.json().contains(column)) {
                    json.writeString(text);
                } else if (text.isEmpty()) {
                    json.writeNull();
                } else {
                    json.writeRawValue(text);
                }
            }
        });
    }
}
