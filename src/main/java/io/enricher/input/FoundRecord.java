package io.enricher.input;

import java.util.Map;
import java.util.Set;

/** A record as its file holds it, before it has a number in the run. */
sealed interface FoundRecord {

    /** Line on which it starts, from 1. */
    long line();

    /**
     * A record that can be used.
     *
     * @param fields column name to text
     * @param json   the columns whose text is another JSON value than a string
     */
    record Good(long line, Map<String, String> fields, Set<String> json) implements FoundRecord {}

    /**
     * A record that cannot be parsed.
     *
     * @param reason what is wrong with it, for a person; without the record's text
     * @param text   as it stands in the file, without the line break that ends it
     */
    record Bad(long line, String reason, String text) implements FoundRecord {}
}
