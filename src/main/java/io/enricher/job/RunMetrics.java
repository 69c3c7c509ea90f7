package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.RunSummary;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.IntSupplier;

/** Told what is worth measuring of a run. Safe for many threads. */
interface RunMetrics {

    /** Measures nothing and costs nothing. */
    RunMetrics NONE = new RunMetrics() {

        @Override
        public ObservationRegistry observations() {
            return ObservationRegistry.NOOP;
        }

        @Override
        public void begin(RunRequest request, ProviderChoice provider, IntSupplier callsInFlight) {}

        @Override
        public void called(ModelCall call) {}

        @Override
        public void ended(RunSummary summary) {}
    };

    /** Measured only if there is a file to write it to, so that a run without one loads no registry. */
    static RunMetrics of(EnricherProperties properties) {
        return properties
                .metrics()
                .target()
                .<RunMetrics>map(file -> new PrometheusMetrics(new MetricsFile(file)))
                .orElse(NONE);
    }

    /** Where Spring Batch tells of jobs, steps and chunks. */
    ObservationRegistry observations();

    /** To be told before the first call. */
    void begin(RunRequest request, ProviderChoice provider, IntSupplier callsInFlight);

    /** A call of the model has ended. */
    void called(ModelCall call);

    /** Never throws: the run is over, and its result stands whatever becomes of the metrics. */
    void ended(RunSummary summary);
}
