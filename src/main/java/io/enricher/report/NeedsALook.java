package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.FailureReason;
import io.enricher.domain.RunSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Failed rows by reason, and what to do about them. */
final class NeedsALook {

    private final RunSummary run;
    private final RowTable rows;

    NeedsALook(RunSummary run, RowTable rows) {
        this.run = run;
        this.rows = rows;
    }

    private record Line(String code, String meaning, String example, String count, String first, String cure) {}

    private record Rejected(String count, String file) {}

    void addTo(Map<String, Object> values) {
        RunSummary.Rows counts = run.rows();
        long all = counts.failed() + counts.rejected();
        values.put("hasLooks", all > 0);
        values.put("looksTitle", Amounts.count(all, "row needs a look", "rows need a look"));
        values.put("looks", rows.reasons().stream().map(NeedsALook::line).toList());
        values.put("rejected", rejected(counts.rejected()));
    }

    private static Line line(Reason reason) {
        // An output that somebody has edited may hold any word.
        Optional<FailureReason> known = Arrays.stream(FailureReason.values())
                .filter(value -> value.code().equals(reason.code()))
                .findFirst();
        return new Line(
                reason.code(),
                known.map(Advice::meaning).orElse("Failed"),
                reason.example(),
                Amounts.count(reason.rows()),
                Amounts.count(reason.firstRow()),
                known.map(Advice::cure).orElse("Look at these rows by hand."));
    }

    private List<Rejected> rejected(long count) {
        String file = run.reports().rejected().map(HtmlReport::nameOf).orElse("the .rejected.csv files");
        return count == 0 ? List.of() : List.of(new Rejected(Amounts.count(count), file));
    }
}
