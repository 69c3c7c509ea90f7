package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.util.List;

/** An input whose head has been read and found good. */
interface RecordSource {

    /** The column names in the input's order. */
    List<String> columns();

    /** The names of all columns, as a format needs them whose header comes first; may read the whole input. */
    default List<String> allColumns() {
        return columns();
    }

    /** Whether there are no columns but {@link #columns()}; else further ones may come behind the head. */
    default boolean knowsAllColumns() {
        return true;
    }

    /** Whether values have JSON types, so that a path can lead into them. */
    default boolean hasTypedValues() {
        return false;
    }

    /** How an output that follows the input is written. */
    CsvDialect dialect();

    /** How messages name it. */
    String source();

    /**
     * Opens it before its first record.
     *
     * @throws InvalidInputException if it is no longer what was inspected
     */
    RecordReader open() throws IOException;
}
