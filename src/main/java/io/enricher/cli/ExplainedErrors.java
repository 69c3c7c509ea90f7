package io.enricher.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.enricher.job.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps stack traces out of the log of what the user is told in plain words at the end of the run: errors of ours, and
 * calls given up at a stop. Named in {@code logback-spring.xml}. All other errors stay in.
 */
public final class ExplainedErrors extends TurboFilter {

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable t) {
        boolean explained = t != null
                && level.isGreaterOrEqual(Level.WARN)
                && !logger.getName().startsWith("io.enricher")
                && Faults.isToldInTheSummary(t);
        return explained ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
