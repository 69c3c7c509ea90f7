package io.enricher.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An insert, and how it knows rows that are there already.
 *
 * @param columns what the statement sets, in the order of its parameters
 * @param key     names of the columns by which a row is there already
 */
record Insertion(String table, List<Column> columns, List<String> key) {

    /** A column and its H2 type, which a parameter in a {@code merge} must be cast to. */
    record Column(String name, String type) {}

    Insertion {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The statement for rows that are new for sure. */
    String ofNewRows() {
        return "insert into " + table + " (" + each(Column::name) + ") values (" + each(column -> "?") + ")";
    }

    /** Each column written by {@code form}, with commas between. */
    String each(Function<Column, String> form) {
        return columns.stream().map(form).collect(Collectors.joining(", "));
    }
}
