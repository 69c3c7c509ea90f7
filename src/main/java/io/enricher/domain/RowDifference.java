package io.enricher.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row whose answers differ in two outputs.
 *
 * @param row    its number in both, from 1
 * @param input  the columns of the input that both have, by name
 * @param fields those that differ, in the order of the columns
 */
public record RowDifference(long row, Map<String, String> input, List<Field> fields) {

    public RowDifference {
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        fields = List.copyOf(fields);
    }

    /** An answer in both outputs; empty where there is none. */
    public record Field(String name, String a, String b) {}
}
