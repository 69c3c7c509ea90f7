package io.enricher.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.RateLimitException;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The real SDKs take the simulator for their provider. */
class SdkTest {

    private static final String PROMPT = "{\"items\":[{\"id\":\"a\",\"topic\":\"Give good feedback early\"}]}";
    private static final String EXPECTED = SchemaAnswers.expectedText("tldr", "Give good feedback early");

    @Test
    void openAiSdkReadsAnswersUsageAndErrors() {
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .apiKey(SimulatorClient.KEY)
                    .baseUrl(simulator.openAiBaseUrl())
                    .maxRetries(0)
                    .build();

            ChatCompletion reply = client.chat().completions().create(openAiParams());

            assertThat(reply.choices().get(0).message().content().orElseThrow()).contains(EXPECTED);
            assertThat(reply.usage().orElseThrow().promptTokens()).isPositive();
            simulator.setRules(Rule.of(When.always(), Fault.QUOTA_SPENT));
            RateLimitException error = catchThrowableOfType(
                    RateLimitException.class, () -> client.chat().completions().create(openAiParams()));
            assertThat(error.code()).contains("insufficient_quota");
            client.close();
        }
    }

    private static ChatCompletionCreateParams openAiParams() {
        var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
        schema().forEach((name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionCreateParams.builder()
                .model("gpt-test")
                .addUserMessage(PROMPT)
                .responseFormat(ResponseFormatJsonSchema.builder()
                        .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                                .name("enrichment")
                                .strict(true)
                                .schema(schema.build())
                                .build())
                        .build())
                .build();
    }

    @Test
    void geminiSdkReadsAnswersUsageAndErrors() {
        try (ProviderSimulator simulator = ProviderSimulator.start();
                Client client = geminiClient(simulator)) {
            GenerateContentConfig config = GenerateContentConfig.builder()
                    .responseMimeType("application/json")
                    .responseJsonSchema(schema())
                    .build();

            GenerateContentResponse reply = client.models.generateContent("gemini-test", PROMPT, config);

            assertThat(reply.text()).contains(EXPECTED);
            assertThat(reply.usageMetadata().orElseThrow().promptTokenCount().orElseThrow())
                    .isPositive();
            simulator.setRules(Rule.of(When.always(), Fault.RATE_LIMITED_RETRY_DELAY));
            ClientException error = catchThrowableOfType(
                    ClientException.class, () -> client.models.generateContent("gemini-test", PROMPT, config));
            assertThat(error.code()).isEqualTo(429);
            assertThat(error.message()).contains("\"retryDelay\":\"1s\"");
        }
    }

    private static Client geminiClient(ProviderSimulator simulator) {
        return Client.builder()
                .apiKey(SimulatorClient.KEY)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(simulator.geminiBaseUrl())
                        .retryOptions(HttpRetryOptions.builder()
                                .attempts(1)
                                .initialDelay(0.0)
                                .httpStatusCodes(List.of())
                                .build())
                        .build())
                .build();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema() {
        return JsonMapper.shared().readValue(SimulatorClient.SCHEMA, Map.class);
    }
}
