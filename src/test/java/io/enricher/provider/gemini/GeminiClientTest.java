package io.enricher.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.Usage;
import io.enricher.provider.Adapter;
import io.enricher.provider.FinishReason;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.MaxTokensParameter;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelReply;
import io.enricher.provider.TinyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeminiClientTest {

    private final HttpCalls calls = Adapter.calls();
    private TinyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
        server.answer(Adapter.GEMINI.success());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsThePromptWithItsSchemaAndNothingThatIsNotSet() {
        Adapter.GEMINI.client(server, calls).ask(Adapter.request());

        assertThat(server.requests().get(0).path()).isEqualTo("/v1beta/models/some-model:generateContent");
        assertThat(server.requests().get(0).headers().get("X-goog-api-key")).containsExactly(Adapter.KEY);
        assertThat(sent().at("/systemInstruction/parts/0/text").asString()).isEqualTo("system text");
        assertThat(sent().at("/contents/0/parts/0/text").asString()).isEqualTo("{\"items\":[{\"id\":\"a1\"}]}");
        assertThat(sent().path("generationConfig"))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                        {"maxOutputTokens":300,"responseMimeType":"application/json","responseJsonSchema":
                         {"type":"object","properties":{"results":{"type":"array","minItems":1,"items":{"type":"object",
                           "properties":{"id":{"type":"string"},
                            "pattern":{"type":"string","description":"One line. (maxLength: 90, pattern: ^.+$)"},
                            "kind":{"anyOf":[{"enum":["a"]},{"enum":["b","c"]}]},
                            "score":{"type":["integer","null"],"minimum":1,"maximum":5}},
                           "required":["id","pattern","kind","score"],"additionalProperties":false}}},
                          "required":["results"],"additionalProperties":false}}"""));
    }

    @Test
    void asksForTheCheaperTier() {
        Adapter.GEMINI
                .factory()
                .create(Adapter.GEMINI.flexSettings(server), calls)
                .ask(Adapter.request());

        assertThat(sent().path("serviceTier").asString()).isEqualTo("flex");
    }

    @Test
    void sendsWhatIsSet() {
        ModelParameters parameters = new ModelParameters(
                Optional.of(0.5),
                Optional.of(7L),
                Optional.empty(),
                Optional.of("low"),
                Optional.of(0),
                MaxTokensParameter.MAX_COMPLETION_TOKENS);

        Adapter.GEMINI.client(server, calls, parameters).ask(Adapter.request());

        JsonNode config = sent().path("generationConfig");
        assertThat(config.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(config.path("seed").asInt()).isEqualTo(7);
        assertThat(config.at("/thinkingConfig/thinkingLevel").asString()).isEqualToIgnoringCase("low");
        assertThat(config.at("/thinkingConfig/thinkingBudget").asInt(-9)).isZero();
    }

    @Test
    void countsThoughtsAsOutputAndLeavesTheirTextOut() {
        ModelReply reply = Adapter.GEMINI.client(server, calls).ask(Adapter.request());

        assertThat(reply)
                .isEqualTo(new ModelReply("{\"results\":[]}", FinishReason.STOP, "STOP", new Usage(120, 100, 30, 10)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'candidates':[{'finishReason':'MAX_TOKENS','content':{'parts':[{'text':'{res'}]}}]}; LENGTH; {res",
                "{'candidates':[{'finishReason':'SAFETY'}]}; CONTENT_FILTER; ``",
                "{'candidates':[{'finishReason':'PROHIBITED_CONTENT','content':{}}]}; CONTENT_FILTER; ``",
                "{'promptFeedback':{'blockReason':'SAFETY'}}; CONTENT_FILTER; ``",
                "{'candidates':[{'finishReason':'BRAND_NEW','content':{'parts':[{'text':'x'}]}}]}; OTHER; x",
                "{'candidates':[{'content':{'parts':[{'text':'x'}]}}]}; OTHER; x",
            })
    void readsWhatIsThere(String body, FinishReason expected, String text) {
        server.answer(body.replace('\'', '"'));

        ModelReply reply = Adapter.GEMINI.client(server, calls).ask(Adapter.request());

        assertThat(reply.finishReason()).isEqualTo(expected);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void sdkDoesNotSleepAfterAFailedCall() {
        server.answer(Adapter.GEMINI.success());
        ModelClient client = Adapter.GEMINI.client(server, calls);
        client.ask(Adapter.request());
        server.answer(503, Map.of(), "{}");

        long started = System.nanoTime();
        for (int call = 0; call < 10; call++) {
            assertThatThrownBy(() -> client.ask(Adapter.request())).hasMessageContaining("503");
        }

        // The trap costs 0.7 to 2 s for each of them.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.requests()).hasSize(11);
    }

    @Test
    void seedOverThirtyTwoBitsIsRefusedBeforeAnyCall() {
        ModelParameters parameters = new ModelParameters(
                Optional.empty(),
                Optional.of(1L << 40),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MaxTokensParameter.MAX_COMPLETION_TOKENS);

        assertThatThrownBy(() -> Adapter.GEMINI.client(server, calls, parameters))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("seed");
    }

    private JsonNode sent() {
        return JsonMapper.shared().readTree(server.requests().get(0).body());
    }
}
