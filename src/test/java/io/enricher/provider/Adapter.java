package io.enricher.provider;

import io.enricher.provider.gemini.GeminiClientFactory;
import io.enricher.provider.openai.OpenAiClientFactory;
import java.time.Duration;
import java.util.Optional;

/** The two adapters over real SDKs, for tests that hold for both. */
public enum Adapter {
    OPENAI(
            "/v1",
            """
            {"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",\
            "message":{"role":"assistant","content":"{\\"results\\":[]}","refusal":null}}],\
            "usage":{"prompt_tokens":120,"completion_tokens":30,"total_tokens":150,\
            "prompt_tokens_details":{"cached_tokens":100,"cache_write_tokens":15},"completion_tokens_details":{"reasoning_tokens":10}}}"""),
    GEMINI(
            "",
            """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"pondering","thought":true},\
            {"text":"{\\"results\\":"},{"text":"[]}"}]},"finishReason":"STOP","index":0}],\
            "usageMetadata":{"promptTokenCount":120,"cachedContentTokenCount":100,"candidatesTokenCount":20,\
            "thoughtsTokenCount":10,"totalTokenCount":150}}""");

    public static final String KEY = "sk-test-marker-0123456789abcdef";

    private static final String SCHEMA =
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"results":\
            {"type":"array","minItems":1,"items":{"type":"object","properties":{"id":{"type":"string"},\
            "pattern":{"type":"string","maxLength":90,"pattern":"^.+$","description":"One line."},\
            "kind":{"oneOf":[{"const":"a"},{"enum":["b","c"]}]},\
            "score":{"type":["integer","null"],"minimum":1,"maximum":5}},"required":["id"]}}},"required":["results"]}""";

    private final String path;
    private final String success;

    Adapter(String path, String success) {
        this.path = path;
        this.success = success;
    }

    /** A whole reply with the text {@code {"results":[]}}, 120 tokens in, 100 of them cached, 30 out, 10 reasoning. */
    public String success() {
        return success;
    }

    public ModelClient client(TinyServer server, HttpCalls calls, ModelParameters parameters) {
        return factory().create(settings(server, Duration.ofSeconds(20), parameters), calls);
    }

    public ModelClient client(TinyServer server, HttpCalls calls) {
        return client(server, calls, ModelParameters.NONE);
    }

    public ModelSettings settings(TinyServer server, Duration timeout, ModelParameters parameters) {
        return new ModelSettings(
                "some-model", Optional.of(server.url(path)), Optional.of(new Secret(KEY)), timeout, 4, parameters);
    }

    /** The same that asks for the cheaper tier. */
    public ModelSettings flexSettings(TinyServer server) {
        ModelSettings usual = settings(server, Duration.ofSeconds(20), ModelParameters.NONE);
        return new ModelSettings(
                usual.model(),
                usual.baseUrl(),
                usual.key(),
                usual.timeout(),
                usual.concurrency(),
                usual.parameters(),
                ServiceTier.FLEX);
    }

    public ModelClientFactory factory() {
        return this == OPENAI ? new OpenAiClientFactory() : new GeminiClientFactory();
    }

    public static ModelRequest request() {
        return new ModelRequest("system text", "{\"items\":[{\"id\":\"a1\"}]}", SCHEMA, 1, 50, 300);
    }

    public static HttpCalls calls() {
        return new HttpCalls(Duration.ofSeconds(20), 4);
    }
}
