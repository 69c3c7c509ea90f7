package io.enricher.domain;

import java.util.List;

/**
 * How the answers of two outputs of the same input differ, all in all; {@link RowDifference}s are the single rows.
 *
 * @param a            the one output, as the user named it
 * @param b            the other
 * @param rows         rows of each
 * @param differing    rows of which at least one field differs
 * @param failedOnlyInA rows that are failed in {@code a} and ok in {@code b}
 * @param failedOnlyInB the other way round
 * @param fieldsKnownBy how it is known which columns are answers, for a person
 * @param onlyInA      fields that {@code b} lacks
 * @param onlyInB      fields that {@code a} lacks
 * @param fields       those of both, in the order of the columns
 */
public record Comparison(
        String a,
        String b,
        long rows,
        long differing,
        long failedOnlyInA,
        long failedOnlyInB,
        String fieldsKnownBy,
        List<String> onlyInA,
        List<String> onlyInB,
        List<Field> fields) {

    public Comparison {
        onlyInA = List.copyOf(onlyInA);
        onlyInB = List.copyOf(onlyInB);
        fields = List.copyOf(fields);
    }

    /**
     * A field of the answers.
     *
     * @param differing rows in which it differs
     * @param changes   the most frequent ones between short values, the most frequent first; their counts need not add up
     *                  to {@code differing}
     */
    public record Field(String name, long differing, List<Change> changes) {

        public Field {
            changes = List.copyOf(changes);
        }
    }

    /** A value in place of another one, in so many rows. */
    public record Change(String a, String b, long rows) {}
}
