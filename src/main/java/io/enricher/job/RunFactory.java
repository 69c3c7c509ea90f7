package io.enricher.job;

import io.enricher.enrich.AdaptiveBatchSize;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.Recipe;
import io.enricher.spans.ChunkFiles;
import io.enricher.store.NewRun;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/** Resolves what a request leaves open: the provider, the rows, and the size of its prompts. */
final class RunFactory {

    private final Store store;
    private final ProviderSelection providers;
    private final RowSelector selector;
    private final SpansFactory spansFactory;
    private final ChunkFiles chunks;
    private final RunControl control;
    private final EnricherProperties properties;

    RunFactory(
            Store store,
            ProviderSelection providers,
            RowSelector selector,
            SpansFactory spansFactory,
            ChunkFiles chunks,
            RunControl control,
            EnricherProperties properties) {
        this.store = store;
        this.providers = providers;
        this.selector = selector;
        this.spansFactory = spansFactory;
        this.chunks = chunks;
        this.control = control;
        this.properties = properties;
    }

    ProviderChoice choose(RunRequest request, Recipe recipe) {
        return providers.choose(
                request, recipe, () -> store.answers().holdsModelAnswers(recipe.name(), OfflineClientFactory.MODEL));
    }

    /**
     * Opens the input; cuts a source tree.
     *
     * @param owner whose chunks these are: no other process works for the same one
     * @throws StoppedException if a signal comes before that is done
     */
    PreparedInput prepare(RunInput input, String owner) {
        try {
            return input.prepare(chunks, owner);
        } catch (CancellationException e) {
            throw control.stopped("while the source was read; nothing was asked");
        }
    }

    /** Deletes what {@link #prepare} made for good; nothing happens if it made nothing. */
    void forgetChunks(String owner) {
        chunks.forget(owner);
    }

    /** What is known of the source, if that is what is read; nothing is read yet. */
    RunSpans spans(PreparedInput prepared) {
        return spansFactory.of(prepared);
    }

    /** Reads the input if the rows are a sample of it. */
    SelectedNumbers select(RunRequest request, PreparedInput prepared, RunSpans spans) {
        if (prepared.recipe().readsSource() && request.rows() instanceof RowSelection.First first) {
            // Of source the most useful ones, so that a run that is to cost little documents what matters.
            return mostUseful(first.count(), spans);
        }
        return selector.select(request.rows(), prepared.input());
    }

    private SelectedNumbers mostUseful(long count, RunSpans spans) {
        try {
            return SelectedNumbers.of(spans.byUsefulness().stream()
                    .limit(count)
                    .mapToLong(Long::longValue)
                    .toArray());
        } catch (CancellationException e) {
            throw control.stopped("while the symbols were indexed; nothing was asked");
        }
    }

    /** What the table of runs is to hold. */
    static NewRun newRun(String job, RunIdentity identity, PreparedInput prepared, ProviderChoice provider) {
        return new NewRun(
                job,
                prepared.paths().key().toString(),
                identity.hash(),
                identity.parts(),
                prepared.input().location(),
                prepared.recipe().name(),
                provider.provider(),
                provider.model(),
                Instant.now());
    }

    EnrichRun run(
            RunRequest request,
            PreparedInput prepared,
            SelectedNumbers rows,
            ProviderChoice provider,
            RestartPolicy.Ticket ticket,
            RunSpans spans) {
        BatchLimits recipeLimits = prepared.recipe().batch();
        BatchSize asked = request.batchSize().orElseGet(properties::promptSize);
        BatchLimits limits = asked.fixed().isEmpty()
                ? recipeLimits
                : recipeLimits.withMaxItems(asked.fixed().getAsInt());
        return new EnrichRun(
                ticket.runId(),
                request,
                prepared.recipe(),
                prepared.input(),
                prepared.files(),
                rows,
                provider,
                prepared.paths(),
                limits,
                asked.fixed().isEmpty()
                        ? learning(limits, prepared.recipe(), provider)
                        : AdaptiveBatchSize.fixed(limits.maxItems()),
                ticket.changes(),
                prepared.tree(),
                spans);
    }

    /** Begins where the last run with this recipe and model ended. */
    private AdaptiveBatchSize learning(BatchLimits limits, Recipe recipe, ProviderChoice provider) {
        int start = store.learnedSizes().find(recipe.name(), provider.model()).orElse(limits.maxItems());
        return AdaptiveBatchSize.within(limits, start);
    }
}
