package io.enricher.report;

import io.enricher.domain.Amounts;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.RunSummary;
import io.enricher.domain.Usage;
import java.util.List;
import java.util.Locale;

/**
 * A number of the run that is read first, beside what it compares to.
 *
 * @param unit may be empty
 */
record Figure(String label, String value, String unit, String note) {

    static List<Figure> of(RunSummary run, LatencyProfile latency) {
        return List.of(cost(run.cost()), cacheHits(run), tokens(run.tokens()), latency(latency, run), throughput(run));
    }

    private static Figure cost(RunSummary.Cost cost) {
        return new Figure(
                "Cost",
                cost.actual().map(Amounts::dollars).orElse("unknown"),
                "",
                cost.estimated()
                        .map(estimate -> "planned " + Amounts.dollars(estimate))
                        .orElse(cost.actual().isPresent() ? "nothing was planned" : "no price for this model"));
    }

    private static Figure cacheHits(RunSummary run) {
        RunSummary.Rows rows = run.rows();
        String saved = run.cost()
                .saved()
                .map(amount -> "saved about " + Amounts.dollars(amount))
                .orElse("saving unknown");
        return new Figure(
                "Cache hits",
                rows.total() == 0 ? "0%" : Amounts.share(rows.cached(), rows.total()),
                "",
                rows.cached() == 0 ? "nothing was known before" : saved);
    }

    private static Figure tokens(Usage tokens) {
        return new Figure(
                "Tokens",
                rounded(tokens.input() + tokens.output()),
                "",
                rounded(tokens.input()) + " in, " + rounded(tokens.output()) + " out");
    }

    private static String rounded(long tokens) {
        if (tokens < 10_000) {
            return Amounts.count(tokens);
        }
        return tokens < 1_000_000
                ? Math.round(tokens / 1e3) + " k"
                : String.format(Locale.ROOT, "%.2f M", tokens / 1e6);
    }

    private static Figure latency(LatencyProfile latency, RunSummary run) {
        boolean isKnown = latency.calls() > 0;
        return new Figure(
                "Latency, median",
                isKnown ? LatencyChart.time(latency.p50()) : "unknown",
                "",
                isKnown
                        ? "p95 " + LatencyChart.time(latency.p95()) + ", p99 " + LatencyChart.time(latency.p99())
                        : run.calls().total() == 0 ? "nothing was asked" : "no call brought a reply");
    }

    private static Figure throughput(RunSummary run) {
        double seconds = Math.max(1, run.duration().toMillis()) / 1000.0;
        return new Figure(
                "Throughput",
                rate(run.rows().total() / seconds),
                "rows/s",
                Amounts.count(run.calls().total(), "call", "calls") + ", "
                        + Amounts.count(run.calls().throttled()) + " × 429, "
                        + Amounts.count(run.calls().retries(), "retry", "retries"));
    }

    static String rate(double perSecond) {
        return perSecond >= 100 ? Amounts.count(Math.round(perSecond)) : String.format(Locale.ROOT, "%.1f", perSecond);
    }
}
