package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.Closeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of an open JSON file, one after the other, in constant memory. For one thread. */
interface JsonRecords extends Closeable {

    /**
     * A record as it stands in the file.
     *
     * @param line   the line on which it starts, from 1
     * @param fields its fields; empty if it has a problem
     * @param text   as it stands in the file, kept for a record with a problem only
     */
    record JsonRecord(long line, Optional<JsonFields> fields, String problem, String text) {

        static JsonRecord good(long line, JsonFields fields) {
            return new JsonRecord(line, Optional.of(fields), "", "");
        }

        static JsonRecord bad(long line, String problem, String text) {
            return new JsonRecord(line, Optional.empty(), problem, text);
        }
    }

    /**
     * The next record, null after the last.
     *
     * @throws InvalidInputException if the rest of the file cannot be used; the message names the line
     */
    @Nullable
    JsonRecord next();
}
