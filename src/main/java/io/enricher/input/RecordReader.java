package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of one open file, one after the other, in constant memory. For one thread. */
interface RecordReader extends Closeable {

    /**
     * The next record, null after the last.
     *
     * @throws InvalidInputException if the rest of the file cannot be used; the message names the line
     */
    @Nullable
    FoundRecord next() throws IOException;

    /**
     * Passes over the next record.
     *
     * @return false if there is none
     */
    default boolean skip() throws IOException {
        return next() != null;
    }
}
