package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.PlainText;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that ended before there was anything to sum up: its input is missing, a setting is wrong, another run holds the lock.
 * Whoever watches the metrics is told of it, too.
 */
public final class FailedStart {

    private static final Logger log = LoggerFactory.getLogger(FailedStart.class);

    private FailedStart() {}

    public static void record(RunRequest request, GivenSettings settings, ExitCode exitCode) {
        textfile(settings)
                .map(file -> new PrometheusMetrics(new MetricsFile(file)))
                .ifPresent(metrics -> metrics.failed(request, exitCode));
    }

    private static Optional<Path> textfile(GivenSettings settings) {
        try {
            return RunSettings.read(settings).text("enricher.metrics.textfile").map(Path::of);
        } catch (RuntimeException e) {
            // Settings that cannot be read are what the run failed of, and the user is told so.
            log.debug("No metrics: {}", PlainText.message(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
