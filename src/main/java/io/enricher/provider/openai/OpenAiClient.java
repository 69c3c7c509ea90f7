package io.enricher.provider.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.http.HttpResponse;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.Secret;
import tools.jackson.databind.JsonNode;

/** Asks Chat Completions once per call, without the SDK's retries. */
final class OpenAiClient implements ModelClient {

    private static final String OFFICIAL = "https://api.openai.com/v1";
    private static final String NO_KEY = "none";

    private final OpenAIClient client;
    private final HttpCalls calls;
    private final ChatRequests requests;
    private final ChatReplies replies;
    private final OpenAiErrors errors;

    private OpenAiClient(
            OpenAIClient client, HttpCalls calls, ChatRequests requests, ChatReplies replies, OpenAiErrors errors) {
        this.client = client;
        this.calls = calls;
        this.requests = requests;
        this.replies = replies;
        this.errors = errors;
    }

    static OpenAiClient create(ModelSettings settings, HttpCalls calls) {
        // The SDK asks for some key, local servers for none; everything is given, so that it reads no environment.
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .okHttpClient(calls.client())
                .apiKey(settings.key().map(Secret::value).orElse(NO_KEY))
                .baseUrl(settings.baseUrl().map(Object::toString).orElse(OFFICIAL))
                .maxRetries(0)
                .logLevel(LogLevel.OFF)
                .build();
        CallFailures failures = new CallFailures(OpenAiClientFactory.PROVIDER, "OPENAI_API_KEY", settings, calls);
        return new OpenAiClient(
                client,
                calls,
                new ChatRequests(
                        settings.model(),
                        settings.parameters(),
                        settings.tier(),
                        PromptCacheKey.create(settings.model(), settings.baseUrl())),
                new ChatReplies(failures),
                new OpenAiErrors(failures, calls));
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        calls.startCall();
        JsonNode completion;
        try (HttpResponse response =
                client.chat().completions().withRawResponse().create(requests.of(request))) {
            completion = ChatReplies.tree(response.body());
        } catch (RuntimeException e) {
            throw errors.classed(e);
        }
        return replies.read(completion);
    }
}
