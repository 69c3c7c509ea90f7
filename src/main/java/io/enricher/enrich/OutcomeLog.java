package io.enricher.enrich;

import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import java.util.List;
import java.util.Optional;

/** Where outcomes are kept for good. Safe for use by many threads. */
@FunctionalInterface
public interface OutcomeLog {

    /**
     * Keeps outcomes and the call that brought them in one transaction; when it returns they survive a kill. Recording
     * an outcome again changes nothing.
     *
     * @param call     the call, empty if the outcomes are failures that no reply brought
     * @param unusable what the model wrote, if an answer in it was missing or not to be used, for looking into; untrusted,
     *                 and of no use to the run
     */
    void record(List<Outcome> outcomes, Optional<PromptCall> call, Optional<String> unusable);
}
