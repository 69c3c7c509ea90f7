package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of the input as it was read.
 *
 * @param number record number in the input, from 1, header not counted
 * @param line   line of the input file on which the record starts, from 1
 * @param fields column name to text, in the input's column order; an absent value is the empty string
 */
public record SourceRecord(long number, long line, Map<String, String> fields) {

    public SourceRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
