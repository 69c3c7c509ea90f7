package io.enricher.enrich;

import io.enricher.domain.Item;
import io.enricher.domain.ModelCall;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what was recorded, in order. For one thread. */
final class RecordingOutcomeLog implements OutcomeLog {

    private final List<Entry> entries = new ArrayList<>();
    private final List<PromptCall> calls = new ArrayList<>();
    private final List<String> unusableReplies = new ArrayList<>();

    record Entry(List<Outcome> outcomes, Optional<ModelCall> call) {}

    @Override
    public void record(List<Outcome> outcomes, Optional<PromptCall> call, Optional<String> unusable) {
        entries.add(new Entry(List.copyOf(outcomes), call.map(PromptCall::made)));
        calls.addAll(call.stream().toList());
        unusable.ifPresent(unusableReplies::add);
    }

    List<PromptCall> calls() {
        return List.copyOf(calls);
    }

    /** The texts that were to be kept for looking into. */
    List<String> unusableReplies() {
        return List.copyOf(unusableReplies);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Every outcome that was ever recorded, doubles too. */
    List<Outcome> outcomes() {
        return entries.stream().flatMap(entry -> entry.outcomes().stream()).toList();
    }

    Outcome of(Item item) {
        return outcomes().stream()
                .filter(outcome -> outcome.item().key().equals(item.key()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was recorded of row " + item.number()));
    }
}
