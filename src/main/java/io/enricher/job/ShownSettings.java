package io.enricher.job;

import io.enricher.domain.Amounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that a report tells of a run, by name: those that shape how it went. A list of what may be shown, not of
 * what may not: a key, or an address with a password in it, never gets here.
 */
final class ShownSettings {

    private ShownSettings() {}

    static Map<String, String> of(EnrichRun run, EnricherProperties properties) {
        Map<String, String> settings = new LinkedHashMap<>();
        run.provider()
                .settings()
                .shownBaseUrl()
                .ifPresent(url -> settings.put("enricher." + run.provider().provider() + ".base-url", url));
        settings.put(
                "enricher.batch-size",
                run.request().batchSize().orElseGet(properties::promptSize).text());
        settings.put("enricher.concurrency", Integer.toString(properties.concurrency()));
        settings.put("enricher.timeout", text(properties.timeout()));
        settings.put("enricher.max-attempts", Integer.toString(properties.maxAttempts()));
        settings.put("enricher.max-wait", text(properties.maxWait()));
        settings.put("enricher.outage-limit", text(properties.outageLimit()));
        properties
                .limits()
                .requests()
                .ifPresent(limit -> settings.put("enricher.limits.requests-per-minute", Long.toString(limit)));
        properties
                .limits()
                .tokens()
                .ifPresent(limit -> settings.put("enricher.limits.tokens-per-minute", Long.toString(limit)));
        settings.put(
                "enricher.limits.burst", Double.toString(properties.limits().burst()));
        settings.put("enricher.failure-limit", properties.failureLimit());
        settings.put("enricher.max-cost", properties.maxCost());
        settings.put("enricher.failed-cooldown", text(properties.failedCooldown()));
        if (!run.provider().settings().parameters().identity().isEmpty()) {
            settings.put(
                    "model parameters", run.provider().settings().parameters().identity());
        }
        return settings;
    }

    private static String text(Duration duration) {
        return Amounts.time(duration);
    }
}
