package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.enrich.OutcomeLog;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what a prompt brought, counts it, and tells of it under {@code -v}. */
final class OutcomeRecorder implements OutcomeLog {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final EnrichRun run;
    private final Store store;
    private final CacheUse cacheUse;
    private final RunProgress progress;

    OutcomeRecorder(EnrichRun run, Store store, CacheUse cacheUse, RunProgress progress) {
        this.run = run;
        this.store = store;
        this.cacheUse = cacheUse;
        this.progress = progress;
    }

    @Override
    public void record(List<Outcome> outcomes, Optional<ModelCall> call) {
        cacheUse.record(store, run.id(), run.recipe().name(), outcomes, call);
        progress.recorded(outcomes, call);
        long failed = outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
        log.info("Batch: {} rows answered, {} failed", outcomes.size() - failed, failed);
        call.ifPresent(OutcomeRecorder::tell);
    }

    private static void tell(ModelCall call) {
        log.debug(
                "Call of {} rows, attempt {}: {} in {} ms, {} tokens in, {} out",
                call.items(),
                call.attempt(),
                call.status(),
                call.duration().toMillis(),
                call.usage().input(),
                call.usage().output());
    }
}
