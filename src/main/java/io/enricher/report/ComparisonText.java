package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.Comparison;
import io.enricher.domain.Comparison.Change;
import io.enricher.domain.Comparison.Field;
import io.enricher.domain.PlainText;
import java.util.List;
import java.util.Set;

/** How two outputs differ, as text for a person; lines end with LF. Values were written by models. */
public final class ComparisonText {

    private static final int CHANGES_SHOWN = 5;

    /**
     * @param file where the single rows are
     * @param page where a person sees them side by side
     */
    public String render(Comparison comparison, String file, String page) {
        LabelledLines lines = new LabelledLines();
        lines.line("a", PlainText.line(comparison.a()));
        lines.line("b", PlainText.line(comparison.b()));
        lines.line("Rows compared", Amounts.count(comparison.rows()));
        lines.line(
                "Rows differing",
                Amounts.count(comparison.differing())
                        + (comparison.rows() == 0
                                ? ""
                                : " (" + Amounts.share(comparison.differing(), comparison.rows()) + ")"));
        addFailed(lines, comparison);
        addMissing(lines, "Only in a", comparison.onlyInA());
        addMissing(lines, "Only in b", comparison.onlyInB());
        lines.line("Answers", PlainText.line(comparison.fieldsKnownBy()));
        lines.plain("").plain(fields(comparison));
        comparison.fields().forEach(field -> addChanges(lines, field));
        lines.line("Each difference", PlainText.line(file));
        lines.line("Side by side", PlainText.line(page));
        return lines.toString();
    }

    private static void addFailed(LabelledLines lines, Comparison comparison) {
        if (comparison.failedOnlyInA() + comparison.failedOnlyInB() > 0) {
            lines.line(
                    "Failed rows",
                    Amounts.count(comparison.failedOnlyInA()) + " failed only in a, "
                            + Amounts.count(comparison.failedOnlyInB()) + " only in b");
        }
    }

    private static void addMissing(LabelledLines lines, String label, List<String> fields) {
        if (!fields.isEmpty()) {
            lines.line(label, PlainText.line(String.join(", ", fields)) + " (not compared)");
        }
    }

    private static String fields(Comparison comparison) {
        TextTable table = new TextTable(List.of("Field", "Rows that differ"), Set.of("Rows that differ"));
        comparison
                .fields()
                .forEach(
                        field -> table.add(List.of(PlainText.message(field.name()), Amounts.count(field.differing()))));
        return table.toString();
    }

    private static void addChanges(LabelledLines lines, Field field) {
        if (field.changes().isEmpty()) {
            return;
        }
        lines.plain("Most frequent changes of " + PlainText.message(field.name()) + " between short values:");
        TextTable table = new TextTable(List.of("  Rows", "a -> b"), Set.of("  Rows"));
        field.changes().stream()
                .limit(CHANGES_SHOWN)
                .forEach(change -> table.add(List.of("  " + Amounts.count(change.rows()), changed(change))));
        lines.plain(table.toString());
    }

    private static String changed(Change change) {
        return value(change.a()) + " -> " + value(change.b());
    }

    private static String value(String value) {
        return value.isEmpty() ? "(empty)" : PlainText.message(value);
    }
}
