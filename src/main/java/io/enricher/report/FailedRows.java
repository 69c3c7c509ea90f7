package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.FailureReason;
import io.enricher.domain.PlainText;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.Failure;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows that failed, by reason: the most frequent one first, the first rows of each. */
final class FailedRows {

    private static final int ROWS_SHOWN = 3;

    private final RunSummary run;

    FailedRows(RunSummary run) {
        this.run = run;
    }

    void addTo(LabelledLines lines) {
        List<Failure> known = run.failures();
        if (known.isEmpty()) {
            return;
        }
        lines.plain("").plain("Failed rows:");
        Map<FailureReason, List<Failure>> byReason = known.stream().collect(Collectors.groupingBy(Failure::reason));
        byReason.entrySet().stream()
                .sorted(Comparator.<Map.Entry<FailureReason, List<Failure>>>comparingInt(
                                group -> -group.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(group -> add(group.getKey(), group.getValue(), lines));
        if (run.rows().failed() > known.size()) {
            lines.plain("  of the first " + Amounts.count(known.size()) + " of "
                    + Amounts.count(run.rows().failed(), "failed row", "failed rows"));
        }
    }

    private void add(FailureReason reason, List<Failure> failures, LabelledLines lines) {
        lines.plain("  " + Amounts.count(failures.size(), "row", "rows") + " " + reason.code());
        failures.stream().limit(ROWS_SHOWN).forEach(failure -> lines.plain("    " + text(failure)));
        if (failures.size() > ROWS_SHOWN) {
            lines.plain("    and " + Amounts.count(failures.size() - ROWS_SHOWN) + " more"
                    + run.reports()
                            .summary()
                            .map(path -> " in " + PlainText.line(path))
                            .orElse(""));
        }
    }

    private String text(Failure failure) {
        String file = run.fileOf(failure)
                .map(known ->
                        PlainText.line(Path.of(known.input()).getFileName().toString()) + " ")
                .orElse("");
        String place = file + "row " + failure.place().row() + " (line "
                + failure.place().line() + ")";
        String message = PlainText.message(failure.message());
        return message.isEmpty() ? place : place + ": " + message;
    }
}
