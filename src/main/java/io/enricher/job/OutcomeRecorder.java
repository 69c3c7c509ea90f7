package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.domain.PlainText;
import io.enricher.domain.PromptCall;
import io.enricher.enrich.OutcomeLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Commits what a prompt brought, counts it, and tells of it under {@code -v}. Then it keeps what is of use to others: the
 * size of prompts for later runs, and replies that could not be used.
 */
final class OutcomeRecorder implements OutcomeLog {

    private static final Logger log = LoggerFactory.getLogger(OutcomeRecorder.class);

    private static final int FAILURES_TOLD = 3;

    private final EnrichRun run;
    private final Store store;
    private final CacheUse cacheUse;
    private final RunProgress progress;
    private final KeptReplies replies;
    private final AtomicInteger failuresTold = new AtomicInteger();
    private int sizeKept;

    OutcomeRecorder(EnrichRun run, Store store, CacheUse cacheUse, RunProgress progress, KeptReplies replies) {
        this.run = run;
        this.store = store;
        this.cacheUse = cacheUse;
        this.progress = progress;
        this.replies = replies;
        this.sizeKept = run.sizes().current();
    }

    @Override
    public void record(List<Outcome> outcomes, Optional<PromptCall> prompt, Optional<String> unusable) {
        Optional<Long> callId = cacheUse.record(store, run.id(), run.recipe().name(), outcomes, prompt);
        Optional<ModelCall> call = prompt.map(PromptCall::made);
        progress.recorded(outcomes, call);
        long failed = outcomes.stream().filter(Outcome.Failed.class::isInstance).count();
        warn(outcomes);
        log.info("Batch: {} rows answered, {} failed", outcomes.size() - failed, failed);
        call.ifPresent(OutcomeRecorder::tell);
        keepSize();
        callId.ifPresent(id -> unusable.ifPresent(reply -> replies.keep(id, reply)));
    }

    /** Of the first rows only: all of them are in the summary. */
    private void warn(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Failed row)) {
                continue;
            }
            int told = failuresTold.incrementAndGet();
            if (told <= FAILURES_TOLD) {
                log.warn(
                        "Row {} (line {}) stays without an answer: {}{}{}",
                        row.item().place().row(),
                        row.item().place().line(),
                        row.reason().code(),
                        row.message().isEmpty() ? "" : ": " + PlainText.message(row.message()),
                        told < FAILURES_TOLD ? "" : ". The summary tells of all such rows");
            }
        }
    }

    /** One at a time, so that the last size is written last. */
    private synchronized void keepSize() {
        int size = run.sizes().current();
        if (size == sizeKept) {
            return;
        }
        try {
            if (run.sizes().isLargest()) {
                store.learnedSizes().forget(run.recipe().name(), run.provider().model());
            } else {
                store.learnedSizes().keep(run.recipe().name(), run.provider().model(), size);
            }
            sizeKept = size;
        } catch (DataAccessException e) {
            // A later run would learn it once more: no reason to fail this one.
            log.warn("The size of prompts could not be kept for later runs: {}", e.getMessage());
        }
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
