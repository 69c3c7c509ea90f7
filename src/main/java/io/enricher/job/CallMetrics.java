package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Calls of the model in the metrics of OpenTelemetry's conventions for generative AI (as of 2026-11), with the buckets that
 * they advise. Safe for many threads.
 */
final class CallMetrics {

    private static final Duration[] DURATIONS = LongStream.iterate(10, millis -> millis * 2)
            .limit(14)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] TOKENS =
            DoubleStream.iterate(1, tokens -> tokens * 4).limit(14).toArray();

    private final MeterRegistry registry;
    private final Tags tags;

    CallMetrics(MeterRegistry registry, ProviderChoice provider) {
        this.registry = registry;
        this.tags = Tags.of(
                        "gen_ai.operation.name", operation(provider.provider()),
                        "gen_ai.provider.name", standardName(provider.provider()),
                        "gen_ai.request.model", provider.model())
                .and(provider.settings().baseUrl().map(CallMetrics::server).orElse(Tags.empty()));
    }

    void called(ModelCall call) {
        boolean isOk = call.status().equals(ModelCall.OK);
        Timer.builder("gen_ai.client.operation.duration")
                .description("Duration of calls of the model, waits before them left out")
                // To Prometheus an empty label is none, but all series of a metric must have the same ones.
                .tags(tags.and("error.type", isOk ? "" : call.status()))
                .serviceLevelObjectives(DURATIONS)
                .register(registry)
                .record(call.duration());
        if (isOk) {
            tokens("input", call.usage().input());
            tokens("output", call.usage().output());
        }
    }

    private void tokens(String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of a call of the model")
                .tags(tags.and("gen_ai.token.type", type))
                .serviceLevelObjectives(TOKENS)
                .register(registry)
                .record((double) count);
    }

    private static String operation(String provider) {
        return provider.equals("gemini") ? "generate_content" : "chat";
    }

    private static String standardName(String provider) {
        return provider.equals("gemini") ? "gcp.gemini" : provider;
    }

    private static Tags server(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
        return Tags.of("server.address", url.getHost(), "server.port", Integer.toString(port));
    }
}
