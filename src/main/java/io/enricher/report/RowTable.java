package io.enricher.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of a run for its page. Takes any number of them in memory that does not grow: beyond a limit those that need a
 * look are kept, and of the others an even sample. Counts of reasons and of answers are of all. For one thread.
 */
public final class RowTable {

    /** Of one cell; the whole text is in the output. */
    private static final int LONGEST_CELL = 20_000;

    /** More columns would not be readable on a page. */
    private static final int MOST_COLUMNS = 100;

    /** Characters of all rows together, for each row that may be embedded. */
    private static final long CHARACTERS_PER_ROW = 400;

    private final List<String> files;
    private final int mostRows;
    private final String missing;
    private final Set<String> inputColumns = new LinkedHashSet<>();
    private final Set<String> answerColumns;
    private final Map<String, Map<String, Long>> choices = new LinkedHashMap<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private final EvenSample<ReportRow> toLookAt = new EvenSample<>(RowTable::sizeOf);
    private final EvenSample<ReportRow> others = new EvenSample<>(RowTable::sizeOf);
    private long rows;
    private long rowsToLookAt;

    /**
     * @param files         names of the outputs, by index; empty if there is only one
     * @param answerColumns columns that were added, each with the values that it can have if these are few
     * @param mostRows      to embed in the page
     */
    public RowTable(List<String> files, Map<String, List<String>> answerColumns, int mostRows) {
        this(files, answerColumns, mostRows, "");
    }

    private RowTable(List<String> files, Map<String, List<String>> answerColumns, int mostRows, String missing) {
        this.files = List.copyOf(files);
        this.mostRows = mostRows;
        this.missing = missing;
        this.answerColumns = new LinkedHashSet<>(answerColumns.keySet());
        answerColumns.forEach((column, values) -> {
            if (!values.isEmpty()) {
                Map<String, Long> counts = new LinkedHashMap<>();
                values.forEach(value -> counts.put(value, 0L));
                choices.put(column, counts);
            }
        });
    }

    /** A table without the rows' texts: only failures are added, without columns. */
    public static RowTable ofFailures(List<String> files, int mostRows, String whyMissing) {
        return new RowTable(files, Map.of(), mostRows, whyMissing);
    }

    /** Adds the next row in the order of the output. */
    public void add(ReportRow row) {
        ReportRow cut = cut(row);
        count(cut);
        long mostCharacters = CHARACTERS_PER_ROW * mostRows;
        if (cut.needsALook()) {
            toLookAt.add(rowsToLookAt++, cut, mostRows, mostCharacters);
        } else {
            others.add(rows - rowsToLookAt, cut, mostRows, mostCharacters);
        }
        rows++;
        // Even while rows are added: both together must fit.
        others.shrink(mostRows - toLookAt.count(), Math.max(1, mostCharacters - toLookAt.size()));
    }

    private void count(ReportRow row) {
        addColumns(inputColumns, row.input().keySet());
        addColumns(answerColumns, row.answer().keySet());
        if (row.source() == RowSource.FAILED) {
            reasons.merge(
                    row.reason(),
                    new Reason(row.reason(), 1, row.number(), row.message()),
                    (known, first) -> known.plusOne());
        } else {
            row.answer()
                    .forEach((column, value) -> choices.computeIfPresent(column, (name, counts) -> {
                        counts.computeIfPresent(value, (known, number) -> number + 1);
                        return counts;
                    }));
        }
    }

    private static void addColumns(Set<String> known, Collection<String> columns) {
        if (known.size() < MOST_COLUMNS) {
            columns.stream().limit(MOST_COLUMNS).forEach(known::add);
        }
    }

    private static ReportRow cut(ReportRow row) {
        if (!isLong(row.input()) && !isLong(row.answer())) {
            return row;
        }
        return new ReportRow(
                row.number(),
                row.file(),
                row.source(),
                row.reason(),
                row.note(),
                row.message(),
                row.model(),
                cut(row.input()),
                cut(row.answer()));
    }

    private static boolean isLong(Map<String, String> cells) {
        for (String cell : cells.values()) {
            if (cell.length() > LONGEST_CELL) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> cut(Map<String, String> cells) {
        Map<String, String> cut = new LinkedHashMap<>();
        cells.forEach((column, cell) -> cut.put(
                column,
                cell.length() <= LONGEST_CELL
                        ? cell
                        : cell.substring(0, LONGEST_CELL) + "… (" + (cell.length() - LONGEST_CELL)
                                + " more characters in the output)"));
        return cut;
    }

    private static long sizeOf(ReportRow row) {
        return lengthOf(row.input()) + lengthOf(row.answer());
    }

    private static long lengthOf(Map<String, String> cells) {
        long length = 0;
        for (String cell : cells.values()) {
            length += cell.length();
        }
        return length;
    }

    /** Rows that were added. */
    long rows() {
        return rows;
    }

    /** Why the rows' texts are not there; empty if they are. */
    String missing() {
        return missing;
    }

    /** The rows to embed, in the order of the output. */
    List<ReportRow> embedded() {
        List<ReportRow> all = new ArrayList<>(toLookAt.rows());
        all.addAll(others.rows());
        all.sort(Comparator.comparingInt(ReportRow::file).thenComparingLong(ReportRow::number));
        return all;
    }

    /** Whether every row that needs a look is among them. */
    boolean hasAllToLookAt() {
        return toLookAt.count() == rowsToLookAt;
    }

    List<String> files() {
        return files;
    }

    List<String> inputColumns() {
        return List.copyOf(inputColumns);
    }

    List<String> answerColumns() {
        return List.copyOf(answerColumns);
    }

    /** Of the columns that can have few values. */
    List<Distribution> distributions() {
        return choices.entrySet().stream()
                .map(column -> new Distribution(column.getKey(), column.getValue()))
                .filter(distribution -> distribution.most() > 0)
                .toList();
    }

    /** The most frequent first. */
    List<Reason> reasons() {
        return new TreeMap<>(reasons)
                .values().stream()
                        .sorted(Comparator.comparingLong(Reason::rows).reversed())
                        .toList();
    }
}
