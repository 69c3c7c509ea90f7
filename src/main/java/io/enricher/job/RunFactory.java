package io.enricher.job;

import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.BatchLimits;
import io.enricher.store.NewRun;
import java.time.Instant;
import java.util.OptionalInt;

/** Resolves what a request leaves open: the provider, and the size of its prompts. */
final class RunFactory {

    private final Store store;
    private final ProviderSelection providers;
    private final EnricherProperties properties;

    RunFactory(Store store, ProviderSelection providers, EnricherProperties properties) {
        this.store = store;
        this.providers = providers;
        this.properties = properties;
    }

    ProviderChoice choose(RunRequest request, PreparedInput prepared) {
        return providers.choose(request, prepared.recipe(), () -> store.answers()
                .holdsModelAnswers(prepared.recipe().name(), OfflineClientFactory.MODEL));
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

    EnrichRun run(RunRequest request, PreparedInput prepared, ProviderChoice provider, RestartPolicy.Ticket ticket) {
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
                provider,
                prepared.paths(),
                limits,
                ticket.reasons());
    }
}
