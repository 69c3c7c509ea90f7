package io.enricher.provider.gemini;

import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import io.enricher.provider.ModelSettings;
import io.enricher.provider.Secret;
import java.util.List;

/** Asks {@code generateContent} once per call, without the SDK's retries. */
final class GeminiClient implements ModelClient {

    private static final String OFFICIAL = "https://generativelanguage.googleapis.com";
    private static final String NO_KEY = "none";

    private final Client client;
    private final String model;
    private final HttpCalls calls;
    private final ContentRequests requests;
    private final ContentReplies replies;
    private final GeminiErrors errors;

    private GeminiClient(
            Client client,
            String model,
            HttpCalls calls,
            ContentRequests requests,
            ContentReplies replies,
            GeminiErrors errors) {
        this.client = client;
        this.model = model;
        this.calls = calls;
        this.requests = requests;
        this.replies = replies;
        this.errors = errors;
    }

    static GeminiClient create(ModelSettings settings, HttpCalls calls) {
        // Everything is given, because the SDK reads what is missing from the environment.
        Client client = Client.builder()
                .vertexAI(false)
                .apiKey(settings.key().map(Secret::value).orElse(NO_KEY))
                .clientOptions(
                        ClientOptions.builder().customHttpClient(calls.client()).build())
                .httpOptions(HttpOptions.builder()
                        .baseUrl(baseUrl(settings))
                        .retryOptions(noRetries())
                        .build())
                .build();
        CallFailures failures =
                new CallFailures(GeminiClientFactory.PROVIDER, "GEMINI_API_KEY (or GOOGLE_API_KEY)", settings, calls);
        return new GeminiClient(
                client,
                settings.model(),
                calls,
                new ContentRequests(settings.parameters(), settings.tier()),
                new ContentReplies(failures),
                new GeminiErrors(failures, calls));
    }

    @Override
    public ModelReply ask(ModelRequest request) {
        calls.startCall();
        GenerateContentResponse response;
        try {
            response = client.models.generateContent(model, requests.contentsOf(request), requests.configOf(request));
        } catch (RuntimeException e) {
            throw errors.classed(e);
        }
        return replies.read(response);
    }

    private static String baseUrl(ModelSettings settings) {
        return settings.baseUrl()
                .map(url -> url.toString().replaceFirst("/+$", ""))
                .orElse(OFFICIAL);
    }

    /** One attempt alone is not enough: the SDK would still sleep for up to 2 s after it (measured, 1.70.0). */
    private static HttpRetryOptions noRetries() {
        return HttpRetryOptions.builder()
                .attempts(1)
                .initialDelay(0.0)
                .httpStatusCodes(List.of())
                .build();
    }
}
