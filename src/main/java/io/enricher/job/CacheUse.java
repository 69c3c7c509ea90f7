package io.enricher.job;

import io.enricher.domain.Answer;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import io.enricher.store.WorkItems;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run makes of answers that the cache held before it asked. */
public enum CacheUse {

    /** It takes them, and asks for the rest. */
    TAKE {
        @Override
        Map<ItemKey, Answer> lookUp(Store store, Collection<ItemKey> keys) {
            return store.answers().find(keys);
        }

        @Override
        Duration cooldown(Duration configured) {
            return configured;
        }

        @Override
        void settleAnswered(Store store, long runId) {
            store.workItems().markAnswered(runId);
        }

        @Override
        boolean takes(Optional<WorkItems.State> state) {
            return true;
        }

        @Override
        Optional<Long> record(
                Store store, long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
            return store.outcomes().record(runId, recipe, outcomes, call);
        }
    },

    /**
     * It asks for every row and replaces them one by one, as its own answers arrive. What it got already is told by the
     * states of its items alone: the cache does not say whose an answer is.
     */
    REPLACE {
        @Override
        Map<ItemKey, Answer> lookUp(Store store, Collection<ItemKey> keys) {
            return Map.of();
        }

        @Override
        Duration cooldown(Duration configured) {
            return Duration.ZERO;
        }

        @Override
        void settleAnswered(Store store, long runId) {
            // An answer of this run came with the state of its item.
        }

        @Override
        boolean takes(Optional<WorkItems.State> state) {
            return state.filter(known -> known.status() == WorkItems.Status.DONE)
                    .isPresent();
        }

        @Override
        Optional<Long> record(
                Store store, long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
            return store.outcomes().replace(runId, recipe, outcomes, call);
        }
    };

    /** The answers for which nothing is to be asked. */
    abstract Map<ItemKey, Answer> lookUp(Store store, Collection<ItemKey> keys);

    /** For how long an item that failed is not asked again. */
    abstract Duration cooldown(Duration configured);

    /** Before the plan: sets to DONE what need not be asked any more. */
    abstract void settleAnswered(Store store, long runId);

    /** Whether a stored answer is that of a row whose item is in this state; empty if this run has no such item. */
    abstract boolean takes(Optional<WorkItems.State> state);

    /** Commits what was asked; returns the id of the call. */
    abstract Optional<Long> record(
            Store store, long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call);
}
