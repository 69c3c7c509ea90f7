package io.enricher.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.Usage;
import io.enricher.provider.Adapter;
import io.enricher.provider.FinishReason;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.MaxTokensParameter;
import io.enricher.provider.ModelParameters;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.TinyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiClientTest {

    private final HttpCalls calls = Adapter.calls();
    private TinyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
        server.answer(Adapter.OPENAI.success());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsThePromptWithAStrictSchemaAndNothingThatIsNotSet() {
        Adapter.OPENAI.client(server, calls).ask(Adapter.request());

        assertThat(server.requests().get(0).path()).isEqualTo("/v1/chat/completions");
        assertThat(server.requests().get(0).headers().get("Authorization")).containsExactly("Bearer " + Adapter.KEY);
        assertThat(sent())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                        {"model":"some-model","messages":[{"role":"system","content":"system text"},
                         {"role":"user","content":"{\\"items\\":[{\\"id\\":\\"a1\\"}]}"}],"max_completion_tokens":300,
                         "response_format":{"type":"json_schema","json_schema":{"name":"enrichment","strict":true,"schema":
                          {"type":"object","properties":{"results":{"type":"array","items":{"type":"object","properties":
                            {"id":{"type":"string"},
                             "pattern":{"type":"string","description":"One line. (maxLength: 90, pattern: ^.+$)"},
                             "kind":{"anyOf":[{"const":"a"},{"enum":["b","c"]}]},
                             "score":{"type":["integer","null"],"description":"(minimum: 1, maximum: 5)"}},
                            "required":["id","pattern","kind","score"],"additionalProperties":false},
                            "description":"(minItems: 1)"}},
                           "required":["results"],"additionalProperties":false}}}}"""));
    }

    @Test
    void asksForTheCheaperTier() {
        Adapter.OPENAI
                .factory()
                .create(Adapter.OPENAI.flexSettings(server), calls)
                .ask(Adapter.request());

        assertThat(sent().path("service_tier").asString()).isEqualTo("flex");
    }

    @Test
    void sendsWhatIsSet() {
        ModelParameters parameters = new ModelParameters(
                Optional.of(0.0),
                Optional.of(7L),
                Optional.of("none"),
                Optional.empty(),
                Optional.empty(),
                MaxTokensParameter.MAX_TOKENS);

        Adapter.OPENAI.client(server, calls, parameters).ask(Adapter.request());

        assertThat(sent().path("temperature").asDouble()).isZero();
        assertThat(sent().path("seed").asInt()).isEqualTo(7);
        assertThat(sent().path("reasoning_effort").asString()).isEqualTo("none");
        assertThat(sent().path("max_tokens").asInt()).isEqualTo(300);
        assertThat(sent().has("max_completion_tokens")).isFalse();
    }

    @Test
    void readsTextUsageAndFinishReason() {
        ModelReply reply = Adapter.OPENAI.client(server, calls).ask(Adapter.request());

        assertThat(reply)
                .isEqualTo(
                        new ModelReply("{\"results\":[]}", FinishReason.STOP, "stop", new Usage(120, 100, 30, 10, 15)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'finish_reason':'length','message':{'content':'{\"res'}}; LENGTH; {\"res",
                "{'finish_reason':'content_filter','message':{'content':null}}; CONTENT_FILTER; ``",
                "{'finish_reason':'stop','message':{'content':null,'refusal':'I cannot'}}; REFUSAL; ``",
                "{'finish_reason':'stop','message':{'content':null}}; STOP; ``",
                "{'finish_reason':'stop'}; STOP; ``",
                "{'finish_reason':'brand_new','message':{'content':'x'}}; OTHER; x",
                "{'message':{'content':'x'}}; OTHER; x",
            })
    void readsWhatIsThere(String choice, FinishReason expected, String text) {
        server.answer("{\"choices\":[" + choice.replace("\"", "\\\"").replace('\'', '"') + "]}");

        ModelReply reply = Adapter.OPENAI.client(server, calls).ask(Adapter.request());

        assertThat(reply.finishReason()).isEqualTo(expected);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void readsNumbersWrittenAsFractionsAndLeavesWhatFollowsTheReply() {
        server.answer(
                "{\"choices\":[{\"message\":{\"content\":\"x\"}}],"
                        + "\"usage\":{\"prompt_tokens\":120.0,\"completion_tokens\":null,\"prompt_tokens_details\":null}}\n\ntook 3 ms");

        ModelReply reply = Adapter.OPENAI.client(server, calls).ask(Adapter.request());

        assertThat(reply.text()).isEqualTo("x");
        assertThat(reply.usage()).isEqualTo(new Usage(120, 0, 0, 0));
    }

    @Test
    void takesACompleteReplyThoughItsBodyDoesNotEnd() {
        server.answerWithoutEnd(Adapter.OPENAI.success());
        assertThat(Adapter.OPENAI.client(server, calls).ask(Adapter.request()).finishReason())
                .isEqualTo(FinishReason.STOP);

        server.answerAndCut(Adapter.OPENAI.success());
        assertThat(Adapter.OPENAI.client(server, calls).ask(Adapter.request()).finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void localServerNeedsNoKey() {
        ModelSettings settings = new ModelSettings(
                "m",
                Optional.of(server.url("/v1/")),
                Optional.empty(),
                Duration.ofSeconds(20),
                1,
                ModelParameters.NONE);

        new OpenAiClientFactory().create(settings, calls).ask(Adapter.request());

        assertThat(server.requests().get(0).path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void officialServerNeedsAKey() {
        ModelSettings settings = new ModelSettings(
                "m", Optional.empty(), Optional.empty(), Duration.ofSeconds(20), 1, ModelParameters.NONE);

        assertThatThrownBy(() -> new OpenAiClientFactory().create(settings, calls))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("OPENAI_API_KEY");
    }

    private JsonNode sent() {
        List<TinyServer.Request> requests = server.requests();
        return JsonMapper.shared().readTree(requests.get(requests.size() - 1).body());
    }
}
