package io.enricher.job;

import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.BatchLimits;
import io.enricher.store.NewRun;
import java.time.Instant;
import java.util.OptionalInt;

/** Resolves what a request leaves open: the provider, the rows, and the size of its prompts. */
final class RunFactory {

    private final Store store;
    private final ProviderSelection providers;
    private final RowSelector selector;
    private final EnricherProperties properties;

    RunFactory(Store store, ProviderSelection providers, RowSelector selector, EnricherProperties properties) {
        this.store = store;
        this.providers = providers;
        this.selector = selector;
        this.properties = properties;
    }

    ProviderChoice choose(RunRequest request, PreparedInput prepared) {
        return providers.choose(request, prepared.recipe(), () -> store.answers()
                .holdsModelAnswers(prepared.recipe().name(), OfflineClientFactory.MODEL));
    }

    /** Reads the input if the rows are a sample of it. */
    SelectedNumbers select(RunRequest request, PreparedInput prepared) {
        return selector.select(request.rows(), prepared.input());
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
            RestartPolicy.Ticket ticket) {
        BatchLimits recipeLimits = prepared.recipe().batch();
        OptionalInt asked = request.batchSize().isPresent()
                ? request.batchSize()
                : properties.batchSize() == null ? OptionalInt.empty() : OptionalInt.of(properties.batchSize());
        BatchLimits limits = asked.isEmpty() ? recipeLimits : recipeLimits.withMaxItems(asked.getAsInt());
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
                ticket.changes());
    }
}
