package io.enricher.output;

import io.enricher.domain.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The columns of the enriched file: the input's, then the recipe's answer fields, then {@link #ENRICHMENT}.
 *
 * @param input  the input's columns in their order, without those that an earlier run added
 * @param answer the recipe's answer fields in their order
 */
public record OutputColumns(List<String> input, List<String> answer) {

    /** What every run adds about itself; a column of the input with such a name is replaced. */
    public static final List<String> ENRICHMENT = List.of(
            "enrichment_status", "enrichment_source", "enrichment_model", "enrichment_error", "enrichment_note");

    public OutputColumns {
        input = List.copyOf(input);
        answer = List.copyOf(answer);
    }

    /**
     * Names compare without regard to case, as columns do when they are read.
     *
     * @param header       all columns of the input in their order
     * @param answerFields the recipe's answer fields in their order
     * @throws InvalidInputException if the input already has a column named like an answer field
     */
    public static OutputColumns of(List<String> header, List<String> answerFields) {
        List<String> kept =
                header.stream().filter(column -> !isOfEarlierRun(column)).toList();
        refuseClash(kept, answerFields);
        return new OutputColumns(kept, answerFields);
    }

    /** All columns in the order they are written. */
    public List<String> all() {
        List<String> all = new ArrayList<>(input);
        all.addAll(answer);
        all.addAll(ENRICHMENT);
        return all;
    }

    /**
     * Whether a column of a record is left out, because an earlier run added it.
     *
     * @throws InvalidInputException if the column is named like an answer field; the first records had none of that name
     */
    boolean replaces(String column) {
        refuseClash(List.of(column), answer);
        return isOfEarlierRun(column);
    }

    private static boolean isOfEarlierRun(String column) {
        return ENRICHMENT.contains(column.toLowerCase(Locale.ROOT));
    }

    private static void refuseClash(List<String> kept, List<String> answerFields) {
        Set<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        fields.addAll(answerFields);
        List<String> clashing = kept.stream().filter(fields::contains).toList();
        if (!clashing.isEmpty()) {
            throw InvalidInputException.malformed("the input already has a column named "
                    + String.join(", ", clashing)
                    + ", which the recipe would add; rename it in the input");
        }
    }
}
