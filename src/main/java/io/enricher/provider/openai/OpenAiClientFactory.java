package io.enricher.provider.openai;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelClientFactory;
import io.enricher.provider.ModelSettings;

/** OpenAI, or any server with its Chat Completions. */
public final class OpenAiClientFactory implements ModelClientFactory {

    public static final String PROVIDER = "openai";

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public ModelClient create(ModelSettings settings, HttpCalls calls) {
        if (settings.key().isEmpty() && settings.baseUrl().isEmpty()) {
            throw new InvalidConfigurationException("no key for openai: set OPENAI_API_KEY or"
                    + " enricher.openai.api-key-file, or enricher.openai.base-url for a server without keys");
        }
        return OpenAiClient.create(settings, calls);
    }
}
