package io.enricher.job;

import io.enricher.domain.RunSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/**
 * The numbers of a summary as metrics. Gauges, not counters: the file tells of the last run alone, and two runs of the same
 * size would look like one that never ended.
 */
final class SummaryMetrics {

    private SummaryMetrics() {}

    static void of(MeterRegistry registry, RunSummary summary) {
        rows(registry, summary.rows());
        RunSummary.Calls calls = summary.calls();
        gauge(registry, "enricher.calls", "Calls of the model", Tags.empty(), calls::total);
        gauge(registry, "enricher.retries", "Calls that repeated a failed attempt", Tags.empty(), calls::retries);
        gauge(registry, "enricher.throttled", "Calls turned away for the rate limit", Tags.empty(), calls::throttled);
        // Without a price there is no cost, which is not the same as 0.
        summary.cost()
                .actual()
                .ifPresent(usd -> gauge(registry, "enricher.cost.usd", "Cost in US dollars", Tags.empty(), () -> usd));
        gauge(
                registry,
                "enricher.last.duration.seconds",
                "Duration of the last run, restarts included",
                Tags.empty(),
                () -> summary.duration().toMillis() / 1000.0);
    }

    private static void rows(MeterRegistry registry, RunSummary.Rows rows) {
        rows(registry, "cache", rows.cached());
        rows(registry, "model", rows.enriched());
        rows(registry, "duplicate", rows.duplicates());
        rows(registry, "default", rows.defaulted());
        rows(registry, "failed", rows.failed());
        rows(registry, "rejected", rows.rejected());
        gauge(registry, "enricher.last.rows", "Rows of the last run", Tags.empty(), rows::total);
        cacheRequests(registry, "hit", rows.cached());
        cacheRequests(registry, "miss", rows.enriched() + rows.duplicates() + rows.failed());
    }

    private static void rows(MeterRegistry registry, String source, long count) {
        gauge(registry, "enricher.rows", "Rows by where they came from", Tags.of("source", source), () -> count);
    }

    private static void cacheRequests(MeterRegistry registry, String result, long count) {
        gauge(registry, "enricher.cache.requests", "Rows looked up", Tags.of("result", result), () -> count);
    }

    static void gauge(MeterRegistry registry, String name, String description, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).tags(tags).register(registry);
    }
}
