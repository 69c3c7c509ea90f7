package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.ModelCall;
import io.enricher.domain.RunSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures a run in the words of OpenTelemetry, Spring Batch and our own, and writes it down for Prometheus. */
final class PrometheusMetrics implements RunMetrics {

    private static final Logger log = LoggerFactory.getLogger(PrometheusMetrics.class);

    private final MetricsFile file;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Consumer<ModelCall> calls = call -> {};
    private MetricLabels labels = new MetricLabels("", "");
    private boolean isOfWholeInput;

    PrometheusMetrics(MetricsFile file) {
        this.file = file;
        // What is under way is of no interest in a file that is written at the end.
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(registry, IgnoredMeters.LONG_TASK_TIMER));
        registry.config().meterFilter(new ThreadsAsOneStep());
    }

    @Override
    public ObservationRegistry observations() {
        return observations;
    }

    @Override
    public void begin(RunRequest request, ProviderChoice provider, IntSupplier callsInFlight) {
        label(request);
        CallMetrics measured = new CallMetrics(registry, provider);
        calls = call -> {
            measured.called(call);
            mostInFlight.accumulateAndGet(call.inFlight(), Math::max);
        };
        SummaryMetrics.gauge(registry, "enricher.in.flight", "Calls in flight", Tags.empty(), callsInFlight::getAsInt);
        SummaryMetrics.gauge(
                registry, "enricher.in.flight.max", "Most calls in flight", Tags.empty(), mostInFlight::get);
    }

    @Override
    public void called(ModelCall call) {
        calls.accept(call);
    }

    @Override
    public void ended(RunSummary summary) {
        writeSafely(() -> {
            SummaryMetrics.of(registry, summary);
            end(summary.exitCode());
        });
    }

    /** The run ended before there was anything to sum up. */
    void failed(RunRequest request, ExitCode exitCode) {
        label(request);
        writeSafely(() -> end(exitCode));
    }

    private void label(RunRequest request) {
        isOfWholeInput = request.rows().parameter().isEmpty();
        labels = MetricLabels.of(request);
        registry.config()
                .commonTags("job", EnrichJobFactory.ENRICH, "output", labels.output(), "recipe", labels.recipe());
    }

    private void end(ExitCode exitCode) {
        double now = Instant.now().toEpochMilli() / 1000.0;
        Optional<Double> lastSuccess = isSuccess(exitCode) ? Optional.of(now) : file.lastSuccess(labels);
        lastSuccess.ifPresent(time -> ended("success", "When a run last wrote its output", time));
        ended("run", "When a run last ended", now);
        SummaryMetrics.gauge(
                registry, "enricher.last.exit.code", "Exit code of the last run", Tags.empty(), exitCode::code);
        file.write(registry.scrape());
    }

    /** The output is there: rows that failed have an exit code of their own. */
    private static boolean isSuccess(ExitCode exitCode) {
        return exitCode == ExitCode.OK || exitCode == ExitCode.ROWS_FAILED;
    }

    private void ended(String what, String description, double time) {
        SummaryMetrics.gauge(
                registry, "enricher.last." + what + ".timestamp.seconds", description, Tags.empty(), () -> time);
    }

    /** A sample that somebody tried by hand must not look like the run of the night. */
    private void writeSafely(Runnable writing) {
        if (!isOfWholeInput) {
            return;
        }
        try {
            writing.run();
        } catch (RuntimeException e) {
            log.warn("The metrics are not written to {}: {}", file, e.getMessage());
        }
    }
}
