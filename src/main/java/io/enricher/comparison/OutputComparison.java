package io.enricher.comparison;

import io.enricher.domain.Comparison;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.PlainText;
import io.enricher.domain.RowDifference;
import io.enricher.domain.SourceRecord;
import io.enricher.domain.UsageException;
import io.enricher.input.ReaderSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares the answers of two outputs of the same input, CSV, JSON or JSON lines, row by row in constant memory. Rows
 * belong together by their position; that they come from the same input row is checked by the columns that both files have
 * besides answers and {@code enrichment_…}. For one thread.
 */
public final class OutputComparison {

    private static final int SHOWN = 60;

    private final ComparedFile a;
    private final ComparedFile b;
    private final List<String> fields;
    private final List<String> input;

    private OutputComparison(ComparedFile a, ComparedFile b, List<String> fields, List<String> input) {
        this.a = a;
        this.b = b;
        this.fields = fields;
        this.input = input;
    }

    /**
     * Opens both; reads no row yet.
     *
     * @param a       one output, as the user wrote it
     * @param b       the other
     * @param reader  how both are written
     * @param fields  the columns that hold answers; empty to find them by the recipes
     * @param recipes those that may have written the outputs
     * @throws InvalidInputException if a file is no output of a run, or the two have no field in common (65), or is not
     *     there (66)
     * @throws UsageException        if it cannot be told which columns are answers
     */
    public static OutputComparison of(
            String a, String b, ReaderSettings reader, List<String> fields, List<RecipeFields> recipes) {
        ComparedFile first = ComparedFile.open("a", a, reader, fields, recipes);
        ComparedFile second = ComparedFile.open("b", b, reader, fields, recipes);
        List<String> common = first.answers().byField().keySet().stream()
                .filter(second.answers().byField()::containsKey)
                .toList();
        if (common.isEmpty()) {
            throw InvalidInputException.malformed(a + " and " + b + " have no answer field in common: "
                    + String.join(", ", first.answers().byField().keySet()) + " in the one, "
                    + String.join(", ", second.answers().byField().keySet())
                    + " in the other. Compare outputs of the same recipe");
        }
        List<String> inSecond = second.answers().others(second.columns()).toList();
        List<String> input = first.answers()
                .others(first.columns())
                .filter(inSecond::contains)
                .toList();
        return new OutputComparison(first, second, common, input);
    }

    /**
     * Reads both to their ends.
     *
     * @param differences is told of each row that differs, in the order of the rows
     * @throws InvalidInputException if the rows are not those of the same input; names the first that shows it
     */
    public Comparison compare(Consumer<RowDifference> differences) {
        try (Stream<SourceRecord> rowsOfA = a.records();
                Stream<SourceRecord> rowsOfB = b.records()) {
            return compare(rowsOfA.iterator(), rowsOfB.iterator(), differences);
        }
    }

    private Comparison compare(
            Iterator<SourceRecord> rowsOfA, Iterator<SourceRecord> rowsOfB, Consumer<RowDifference> differences) {
        Tally tally = new Tally(fields);
        while (rowsOfA.hasNext() && rowsOfB.hasNext()) {
            SourceRecord rowOfA = rowsOfA.next();
            SourceRecord rowOfB = rowsOfB.next();
            long row = tally.nextRow();
            requireSameInput(row, rowOfA, rowOfB);
            tally.status(a.isFailed(rowOfA), b.isFailed(rowOfB));
            List<RowDifference.Field> found = differences(rowOfA, rowOfB);
            if (!found.isEmpty()) {
                tally.differs(found);
                differences.accept(new RowDifference(row, inputOf(rowOfA), found));
            }
        }
        requireBothEnded(tally.rows(), rowsOfA.hasNext(), rowsOfB.hasNext());
        return tally.told(a, b);
    }

    private List<RowDifference.Field> differences(SourceRecord rowOfA, SourceRecord rowOfB) {
        List<RowDifference.Field> found = new ArrayList<>();
        for (String field : fields) {
            String inA = a.answer(rowOfA, field);
            String inB = b.answer(rowOfB, field);
            if (!inA.equals(inB)) {
                found.add(new RowDifference.Field(field, inA, inB));
            }
        }
        return found;
    }

    private Map<String, String> inputOf(SourceRecord row) {
        Map<String, String> values = new LinkedHashMap<>();
        input.forEach(column -> values.put(column, row.fields().getOrDefault(column, "")));
        return values;
    }

    private void requireSameInput(long row, SourceRecord rowOfA, SourceRecord rowOfB) {
        for (String column : input) {
            String inA = rowOfA.fields().getOrDefault(column, "");
            String inB = rowOfB.fields().getOrDefault(column, "");
            if (!inA.equals(inB)) {
                throw InvalidInputException.malformed("the outputs are not of the same input: in row " + row + " (line "
                        + rowOfA.line() + " of " + a.given() + ", line " + rowOfB.line() + " of " + b.given()
                        + ") the column \"" + column + "\" is " + shown(inA) + " in the one and " + shown(inB)
                        + " in the other. If " + column + " is an answer, name the answers with fields=");
            }
        }
    }

    private void requireBothEnded(long rows, boolean moreInA, boolean moreInB) {
        if (moreInA || moreInB) {
            ComparedFile longer = moreInA ? a : b;
            throw InvalidInputException.malformed(
                    "the outputs are not of the same input: row " + (rows + 1) + " is only in "
                            + longer.given() + "; " + (moreInA ? b : a).given() + " ends with row " + rows
                            + ". Compare outputs of the same rows");
        }
    }

    private static String shown(String value) {
        String line = PlainText.line(value);
        return '"'
                + (line.codePointCount(0, line.length()) <= SHOWN
                        ? line
                        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…")
                + '"';
    }
}
