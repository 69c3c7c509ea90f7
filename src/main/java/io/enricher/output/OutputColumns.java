package io.enricher.output;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of the enriched file: the input's, then the recipe's answer fields, then {@link #ENRICHMENT}.
 *
 * @param source how messages name the input
 * @param input  the input's columns in their order, without those that an earlier run added
 * @param answer the recipe's answer fields in their order
 * @param prefix stands before the name of each answer field, may be empty
 */
public record OutputColumns(String source, List<String> input, List<String> answer, String prefix) {

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
     * @param source       how messages name the input
     * @param header       all columns of the input in their order
     * @param answerFields the recipe's answer fields in their order
     * @param prefix       put before their names, may be empty
     * @throws InvalidInputException if the input already has a column named like one that is added
     * @throws UsageException        if the prefix makes a field one of {@link #ENRICHMENT}
     */
    public static OutputColumns of(String source, List<String> header, List<String> answerFields, String prefix) {
        List<String> kept =
                header.stream().filter(column -> !isOfEarlierRun(column)).toList();
        OutputColumns columns = new OutputColumns(source, kept, answerFields, prefix);
        columns.refusePrefixOfOurs();
        columns.refuseClash(kept);
        return columns;
    }

    /** All columns in the order they are written. */
    public List<String> all() {
        List<String> all = new ArrayList<>(input);
        answer.forEach(field -> all.add(nameOf(field)));
        all.addAll(ENRICHMENT);
        return all;
    }

    /** The column of an answer field. */
    String nameOf(String answerField) {
        return prefix + answerField;
    }

    /**
     * Whether a column of a record is left out, because an earlier run added it.
     *
     * @throws InvalidInputException if the column is named like one that is added; the first records had none of that name
     */
    boolean replaces(String column) {
        refuseClash(List.of(column));
        return isOfEarlierRun(column);
    }

    private static boolean isOfEarlierRun(String column) {
        return ENRICHMENT.contains(column.toLowerCase(Locale.ROOT));
    }

    private void refusePrefixOfOurs() {
        answer.stream()
                .map(this::nameOf)
                .filter(OutputColumns::isOfEarlierRun)
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException("prefix=" + prefix + " makes the column " + name
                            + ", which every run adds for itself; choose another prefix");
                });
    }

    private void refuseClash(Collection<String> columns) {
        List<String> clashing = clashing(columns, prefix);
        if (!clashing.isEmpty()) {
            throw InvalidInputException.malformed(source + " already has "
                    + (clashing.size() == 1 ? "the column " : "the columns ")
                    + clashing.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                    + ", which the run would add. Write " + cure(columns)
                    + " before the names of the columns that are added, or rename what the input has");
        }
    }

    private List<String> clashing(Collection<String> columns, String before) {
        Set<String> added = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        answer.forEach(field -> added.add(before + field));
        return columns.stream().filter(column -> added.contains(column.strip())).toList();
    }

    /** A prefix with which no column clashes, as far as they are known. */
    private String cure(Collection<String> columns) {
        List<String> known = new ArrayList<>(input);
        known.addAll(columns);
        String free = IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> n == 1 ? "ai_" : "ai" + n + "_")
                .filter(candidate -> clashing(known, candidate).isEmpty())
                .findFirst()
                .orElseThrow();
        return "prefix=" + free + " to put " + free;
    }
}
