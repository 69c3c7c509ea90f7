package io.enricher.report;

import com.samskivert.mustache.Template;
import io.enricher.domain.Amounts;
import io.enricher.domain.Comparison;
import io.enricher.domain.RowDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How two outputs differ, as one page without a script: how many rows by field, the most frequent changes, and the first
 * rows side by side. All rows are in the CSV beside it. For one thread.
 */
public final class ComparisonPage {

    private static final int MOST_ROWS = 1_000;
    private static final int CHANGES_SHOWN = 10;
    private static final int LONGEST_CELL = 2_000;
    private static final Template PAGE = ReportResources.template("compare.mustache");

    private final List<Row> shown = new ArrayList<>();

    private record Row(String number, String input, String field, String a, String b) {}

    private record FieldLine(String name, String rows, String share, List<ChangeLine> changes) {}

    private record ChangeLine(String a, String b, String rows) {}

    /** Takes a row that differs; of many the first are shown. */
    public void add(RowDifference difference) {
        String input = difference.input().values().stream()
                .filter(cell -> !cell.isBlank())
                .collect(Collectors.joining(" · "));
        for (RowDifference.Field field : difference.fields()) {
            if (shown.size() < MOST_ROWS) {
                shown.add(new Row(
                        Amounts.count(difference.row()), cut(input), field.name(), cut(field.a()), cut(field.b())));
            }
        }
    }

    private static String cut(String cell) {
        return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL) + "…";
    }

    /** @param csv where all differences are */
    public String render(Comparison comparison, String csv) {
        Map<String, Object> values = new LinkedHashMap<>();
        ReportResources.addLook(values, "report");
        values.put("a", comparison.a());
        values.put("b", comparison.b());
        values.put("headline", headline(comparison));
        values.put("failed", failed(comparison));
        values.put("onlyInA", String.join(", ", comparison.onlyInA()));
        values.put("onlyInB", String.join(", ", comparison.onlyInB()));
        values.put("knownBy", comparison.fieldsKnownBy());
        values.put(
                "fields",
                comparison.fields().stream()
                        .map(field -> line(field, comparison))
                        .toList());
        values.put("rows", shown);
        values.put("hasRows", !shown.isEmpty());
        long all = comparison.fields().stream()
                .mapToLong(Comparison.Field::differing)
                .sum();
        values.put(
                "rest",
                all > shown.size()
                        ? "These are the first " + Amounts.count(shown.size()) + " of " + Amounts.count(all)
                                + " differences; all are in " + csv + "."
                        : "The same differences are in " + csv + ".");
        return PAGE.execute(values);
    }

    private static String headline(Comparison comparison) {
        if (comparison.differing() == 0) {
            return "No answer differs in " + Amounts.count(comparison.rows(), "row", "rows") + ".";
        }
        return Amounts.count(comparison.differing()) + " of " + Amounts.count(comparison.rows(), "row", "rows")
                + (comparison.differing() == 1 ? " differs (" : " differ (")
                + Amounts.share(comparison.differing(), comparison.rows()) + ").";
    }

    private static String failed(Comparison comparison) {
        return comparison.failedOnlyInA() + comparison.failedOnlyInB() == 0
                ? ""
                : Amounts.count(comparison.failedOnlyInA(), "row", "rows") + " failed in the first only, "
                        + Amounts.count(comparison.failedOnlyInB()) + " in the second only.";
    }

    private static FieldLine line(Comparison.Field field, Comparison comparison) {
        return new FieldLine(
                field.name(),
                Amounts.count(field.differing()),
                comparison.rows() == 0 ? "" : Amounts.share(field.differing(), comparison.rows()),
                field.changes().stream()
                        .limit(CHANGES_SHOWN)
                        .map(change ->
                                new ChangeLine(shown(change.a()), shown(change.b()), Amounts.count(change.rows())))
                        .toList());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(empty)" : value;
    }
}
