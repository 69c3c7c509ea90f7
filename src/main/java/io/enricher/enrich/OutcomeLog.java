package io.enricher.enrich;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import java.util.List;
import java.util.Optional;

/** Where outcomes are kept for good. Safe for use by many threads. */
@FunctionalInterface
public interface OutcomeLog {

    /**
     * Keeps outcomes and the call that brought them in one transaction; when it returns they survive a kill. Recording
     * an outcome again changes nothing.
     *
     * @param call the call, empty if the outcomes are failures that no reply brought
     */
    void record(List<Outcome> outcomes, Optional<ModelCall> call);
}
