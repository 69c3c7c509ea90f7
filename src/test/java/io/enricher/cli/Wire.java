package io.enricher.cli;

import io.enricher.testing.ProviderSimulator;
import java.nio.file.Path;
import java.util.List;

/** The two wire formats, and what the program is told so that it speaks one of them with a simulator. */
enum Wire {
    OPENAI("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL") {
        @Override
        String baseUrl(ProviderSimulator simulator) {
            return simulator.openAiBaseUrl();
        }
    },
    GEMINI("gemini", "GEMINI_API_KEY", "GEMINI_BASE_URL") {
        @Override
        String baseUrl(ProviderSimulator simulator) {
            return simulator.geminiBaseUrl();
        }
    };

    private final String provider;
    private final String keyVariable;
    private final String baseUrlVariable;

    Wire(String provider, String keyVariable, String baseUrlVariable) {
        this.provider = provider;
        this.keyVariable = keyVariable;
        this.baseUrlVariable = baseUrlVariable;
    }

    abstract String baseUrl(ProviderSimulator simulator);

    String provider() {
        return provider;
    }

    String keyVariable() {
        return keyVariable;
    }

    String baseUrlVariable() {
        return baseUrlVariable;
    }

    /** Settings for the command line, with the key in a file. */
    List<String> settings(String baseUrl, Path keyFile) {
        return List.of(
                "provider=" + provider,
                "--enricher." + provider + ".base-url=" + baseUrl,
                "--enricher." + provider + ".api-key-file=" + keyFile);
    }
}
