package io.enricher.comparison;

import io.enricher.domain.Comparison;
import io.enricher.domain.RowDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows while two outputs are read. For one thread. */
final class Tally {

    private final Map<String, FieldChanges> changes = new LinkedHashMap<>();
    private long rows;
    private long differing;
    private long failedOnlyInA;
    private long failedOnlyInB;

    Tally(List<String> fields) {
        fields.forEach(field -> changes.put(field, new FieldChanges()));
    }

    /** @return its number, from 1 */
    long nextRow() {
        return ++rows;
    }

    void status(boolean isFailedInA, boolean isFailedInB) {
        failedOnlyInA += isFailedInA && !isFailedInB ? 1 : 0;
        failedOnlyInB += isFailedInB && !isFailedInA ? 1 : 0;
    }

    void differs(List<RowDifference.Field> fields) {
        differing++;
        fields.forEach(field -> changes.computeIfAbsent(field.name(), name -> new FieldChanges())
                .add(field.a(), field.b()));
    }

    long rows() {
        return rows;
    }

    Comparison told(ComparedFile a, ComparedFile b) {
        String inA = a.answers().knownBy();
        String inB = b.answers().knownBy();
        return new Comparison(
                a.given(),
                b.given(),
                rows,
                differing,
                failedOnlyInA,
                failedOnlyInB,
                inA.equals(inB) ? inA : inA + " in a, " + inB + " in b",
                missing(a, b),
                missing(b, a),
                changes.entrySet().stream()
                        .map(field -> field.getValue().told(field.getKey()))
                        .toList());
    }

    /** Fields that one has and the other lacks. */
    private static List<String> missing(ComparedFile has, ComparedFile lacks) {
        return has.answers().byField().keySet().stream()
                .filter(field -> !lacks.answers().byField().containsKey(field))
                .toList();
    }
}
