package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.CallGroup;
import io.enricher.domain.ModelCall;
import io.enricher.domain.RunSummary;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the calls cost, by how they ended. */
final class CostSection {

    private final RunSummary run;
    private final List<CallGroup> groups;

    CostSection(RunSummary run, List<CallGroup> groups) {
        this.run = run;
        this.groups = groups;
    }

    private record Line(String what, String calls, String input, String output, String cost, boolean isTotal) {

        static Line of(String what, long calls, Usage usage, Optional<BigDecimal> cost, boolean isTotal) {
            return new Line(
                    what,
                    Amounts.count(calls),
                    Amounts.count(usage.input()),
                    Amounts.count(usage.output()),
                    cost.map(Amounts::dollars).orElse("unknown"),
                    isTotal);
        }
    }

    void addTo(Map<String, Object> values) {
        List<Line> lines = new ArrayList<>();
        groups.forEach(
                group -> lines.add(Line.of(nameOf(group), group.calls(), group.usage(), group.costUsd(), false)));
        lines.add(Line.of("Total", run.calls().total(), run.tokens(), run.cost().actual(), true));
        values.put("costs", lines);
        values.put("costNote", note());
    }

    private String nameOf(CallGroup group) {
        return switch (group.status()) {
            case ModelCall.OK -> run.model();
            case ModelCall.THROTTLED -> "refused (429), sent again";
            case ModelCall.ABORTED -> "given up when the run was stopped";
            default -> "failed: " + group.status().replace('_', ' ');
        };
    }

    private String note() {
        List<String> notes = new ArrayList<>();
        Usage tokens = run.tokens();
        if (tokens.cachedInput() > 0) {
            notes.add(Amounts.count(tokens.cachedInput()) + " tokens in came from the provider's cache");
        }
        if (tokens.reasoning() > 0) {
            notes.add(Amounts.count(tokens.reasoning()) + " tokens out were reasoning");
        }
        if (run.rows().duplicates() > 0) {
            run.cost()
                    .savedByDuplicates()
                    .ifPresent(saved -> notes.add("asking equal rows once saved " + Amounts.dollars(saved)));
        }
        if (run.cost().possiblyCharged().signum() > 0) {
            notes.add("up to " + Amounts.dollars(run.cost().possiblyCharged())
                    + " more may be charged for calls that ended without an answer");
        }
        String all = String.join("; ", notes);
        return all.isEmpty() ? "" : all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + ".";
    }
}
