package io.enricher.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelRequest;
import io.enricher.provider.ServiceTier;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptCacheKeyTest {

    private static final String SCHEMA = "{\"type\":\"object\"}";

    @Test
    void isTheSameForAllPromptsOfARecipeAndModelWhateverTheirItems() {
        String key = keyOf(PromptCacheKey.create("m", Optional.empty()), request("system", "{\"items\":[1]}", 1));

        assertThat(keyOf(PromptCacheKey.create("m", Optional.empty()), request("system", "{\"items\":[2,3]}", 2)))
                .isEqualTo(key);
        assertThat(keyOf(PromptCacheKey.create("n", Optional.empty()), request("system", "{\"items\":[1]}", 1)))
                .isNotEqualTo(key);
        assertThat(keyOf(PromptCacheKey.create("m", Optional.empty()), request("other", "{\"items\":[1]}", 1)))
                .isNotEqualTo(key);
    }

    @Test
    void fitsOpenAiAndHoldsNothingOfThePrompt() {
        String key = keyOf(
                PromptCacheKey.create("a-model", Optional.empty()), request("the instructions", "the row's text", 1));

        assertThat(key).matches("enricher-[0-9a-f]+").hasSizeLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1", "https://API.OpenAI.com/v1", "https://eu.api.openai.com/v1"})
    void isSentToOpenAi(String baseUrl) {
        assertThat(sentTo(baseUrl)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:11434/v1",
                "https://api.mistral.ai/v1",
                "https://name.openai.azure.com/openai/v1",
                "https://evilapi.openai.com.example.org/v1",
                "https://notapi.openai.com/v1",
            })
    void isNotSentToServersThatMayRefuseIt(String baseUrl) {
        assertThat(sentTo(baseUrl)).isEmpty();
    }

    @Test
    void isNotSentWithAPromptThatHasNothingInCommonWithOthers() {
        assertThat(PromptCacheKey.create("m", Optional.empty()).of(request("", "words", 1)))
                .isEmpty();
    }

    private static Optional<String> sentTo(String baseUrl) {
        PromptCacheKey key = PromptCacheKey.create("m", Optional.of(URI.create(baseUrl)));
        ChatCompletionCreateParams params =
                new ChatRequests("m", ModelParameters.NONE, ServiceTier.STANDARD, key).of(request("system", "user", 1));
        return params.promptCacheKey();
    }

    private static String keyOf(PromptCacheKey key, ModelRequest request) {
        return key.of(request).orElseThrow();
    }

    private static ModelRequest request(String system, String user, int items) {
        return new ModelRequest(system, user, SCHEMA, items, 10, 100);
    }
}
