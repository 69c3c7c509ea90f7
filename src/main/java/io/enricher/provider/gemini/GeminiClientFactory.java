package io.enricher.provider.gemini;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelSettings;

/** Google's Gemini API. */
public final class GeminiClientFactory implements ModelClientFactory {

    public static final String PROVIDER = "gemini";

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ModelClient create(ModelSettings settings, HttpCalls calls) {
        if (settings.key().isEmpty() && settings.baseUrl().isEmpty()) {
            throw new InvalidConfigurationException(
                    "no key for gemini: set GEMINI_API_KEY (or GOOGLE_API_KEY) or enricher.gemini.api-key-file");
        }
        return GeminiClient.create(settings, calls);
    }
}
