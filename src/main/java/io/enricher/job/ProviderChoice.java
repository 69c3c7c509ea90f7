package io.enricher.job;

import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelSettings;

/**
 * The provider of a run.
 *
 * @param factory  makes its client
 * @param settings how to reach it
 * @param reason   why it was chosen, for the plan, such as {@code key from OPENAI_API_KEY}
 */
record ProviderChoice(ModelClientFactory factory, ModelSettings settings, String reason) {

    String provider() {
        return factory.provider();
    }

    String model() {
        return settings.model();
    }

    /** What of the choice shapes answers, for the cache key. */
    String modelIdentity() {
        String parameters = settings.parameters().identity();
        return parameters.isEmpty() ? model() : model() + ";" + parameters;
    }
}
