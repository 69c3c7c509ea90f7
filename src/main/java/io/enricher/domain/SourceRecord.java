package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One record of the input as it was read.
 *
 * @param number record number in the run, from 1, rejected ones counted, header not counted
 * @param place  where it stands; in a run of one file its row is the number
 * @param fields column name to text, in the input's column order; an absent value is the empty string
 * @param json   the columns whose value was no text but another JSON value: its text is that value as JSON, empty for
 *               null
 */
public record SourceRecord(long number, Locator place, Map<String, String> fields, Set<String> json) {

    /** A record of the only file. */
    public SourceRecord(long number, long line, Map<String, String> fields, Set<String> json) {
        this(number, Locator.inOnlyFile(number, line), fields, json);
    }

    /** A record of texts of the only file. */
    public SourceRecord(long number, long line, Map<String, String> fields) {
        this(number, line, fields, Set.of());
    }

    public SourceRecord {
        json = Set.copyOf(json);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Line of its file on which it starts, from 1. */
    public long line() {
        return place.line();
    }
}
