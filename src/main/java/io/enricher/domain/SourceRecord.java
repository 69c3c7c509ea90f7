package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One record of the input as it was read.
 *
 * @param number record number in the input, from 1, header not counted
 * @param line   line of the input file on which the record starts, from 1
 * @param fields column name to text, in the input's column order; an absent value is the empty string
 * @param json   the columns whose value was no text but another JSON value: its text is that value as JSON, empty for
 *               null
 */
public record SourceRecord(long number, long line, Map<String, String> fields, Set<String> json) {

    /** A record of texts. */
    public SourceRecord(long number, long line, Map<String, String> fields) {
        this(number, line, fields, Set.of());
    }

    public SourceRecord {
        json = Set.copyOf(json);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
