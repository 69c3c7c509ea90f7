package io.enricher.job;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.enrich.BatchEnricher;
import io.enricher.provider.ModelException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Asks for a chunk of items. Every outcome is committed before this returns or throws; then a failed row is told to
 * Spring Batch, which hands the chunk's items in again one by one to find it. Safe for use by many threads.
 */
final class EnrichmentWriter implements ItemWriter<AskedItem> {

    private final Supplier<BatchEnricher> enricher;
    private final FailureCount failures;
    private final RunControl control;
    private final ScanTracker scan;
    private final BatchNames names;

    EnrichmentWriter(
            Supplier<BatchEnricher> enricher,
            FailureCount failures,
            RunControl control,
            ScanTracker scan,
            BatchNames names) {
        this.enricher = enricher;
        this.failures = failures;
        this.control = control;
        this.scan = scan;
        this.names = names;
    }

    @Override
    public void write(Chunk<? extends AskedItem> chunk) {
        List<AskedItem> undecided = chunk.getItems().stream()
                .<AskedItem>map(asked -> asked)
                .filter(asked -> asked.outcome().isEmpty())
                .toList();
        if (undecided.isEmpty()) {
            scan.itemScanned();
        } else {
            ask(undecided);
        }
        Optional<Outcome.Failed> failed = firstFailure(chunk);
        if (failed.isPresent()) {
            throw new RowFailedException(failed.get());
        }
    }

    private void ask(List<AskedItem> undecided) {
        List<Item> items = undecided.stream().map(AskedItem::item).toList();
        Map<ItemKey, Outcome> outcomes = outcomesOf(items);
        int failedRows = 0;
        for (AskedItem asked : undecided) {
            Outcome outcome = outcomes.get(asked.item().key());
            if (outcome == null) {
                throw new IllegalStateException("row " + asked.item().number() + " came back without an outcome");
            }
            asked.decide(outcome);
            failedRows += outcome instanceof Outcome.Failed ? 1 : 0;
        }
        failures.add(failedRows);
        if (failedRows > 0 && !failures.isOverBudget()) {
            scan.begin(undecided.size());
        }
    }

    private Map<ItemKey, Outcome> outcomesOf(List<Item> items) {
        try {
            return enricher.get().enrich(names.next(items.size()), items);
        } catch (ModelException.Aborted e) {
            throw e;
        } catch (RuntimeException | Error e) {
            control.abort(e);
            throw e;
        }
    }

    private static Optional<Outcome.Failed> firstFailure(Chunk<? extends AskedItem> chunk) {
        for (AskedItem asked : chunk) {
            if (asked.outcome().orElse(null) instanceof Outcome.Failed failed) {
                return Optional.of(failed);
            }
        }
        return Optional.empty();
    }
}
