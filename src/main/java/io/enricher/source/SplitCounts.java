package io.enricher.source;

import io.enricher.code.Fallback;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up what became of the files. For one thread. */
final class SplitCounts {

    private static final Logger LOG = LoggerFactory.getLogger(SplitCounts.class);

    private final EnumMap<Fallback.Reason, Long> fallbacks = new EnumMap<>(Fallback.Reason.class);
    private final EnumMap<Fallback.Reason, String> warned = new EnumMap<>(Fallback.Reason.class);
    private long files;
    private long symbols;

    void add(SplitFile file) {
        files++;
        symbols += file.symbols();
        file.fallback().ifPresent(this::add);
    }

    private void add(Fallback fallback) {
        fallbacks.merge(fallback.reason(), 1L, Long::sum);
        if (fallback.reason() == Fallback.Reason.NO_PARSER
                && !fallback.message().equals(warned.put(fallback.reason(), fallback.message()))) {
            LOG.warn("{}; such files are read as windows of lines", fallback.message());
        }
    }

    long files() {
        return files;
    }

    long symbols() {
        return symbols;
    }

    Map<Fallback.Reason, Long> fallbacks() {
        return Collections.unmodifiableMap(fallbacks);
    }
}
