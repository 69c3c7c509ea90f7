package io.enricher.provider.openai;

import io.enricher.domain.Usage;
import io.enricher.provider.CallFailures;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelReply;
import java.io.InputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a completion. Compatible servers leave out much of what the API promises, so each field is taken if it is
 * there. From the body itself: the SDK's objects of it took a sixth of the time of a thread that asks.
 */
final class ChatReplies {

    /** Reads to the end of the reply, not of the body: what is there is paid for, whatever follows it or fails to. */
    private static final ObjectReader JSON =
            JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final CallFailures failures;

    ChatReplies(CallFailures failures) {
        this.failures = failures;
    }

    /**
     * @param body of a response without an error status
     * @throws tools.jackson.core.JacksonException if it is no JSON, or breaks off
     */
    static JsonNode tree(InputStream body) {
        return JSON.readTree(body);
    }

    /** @throws io.enricher.provider.ModelException.Transient if there is no choice in it */
    ModelReply read(JsonNode completion) {
        JsonNode choice = completion.path("choices").path(0);
        if (!choice.isObject()) {
            throw failures.emptyBody();
        }
        JsonNode message = choice.path("message");
        String word = choice.path("finish_reason").stringValue("");
        return new ModelReply(
                message.path("content").stringValue(""),
                finishReason(word, message.path("refusal").stringValue("")),
                word,
                usage(completion.path("usage")));
    }

    private static FinishReason finishReason(String word, String refusal) {
        // A refusal ends with the word "stop".
        if (!refusal.isBlank()) {
            return FinishReason.REFUSAL;
        }
        return switch (word) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static Usage usage(JsonNode usage) {
        JsonNode prompt = usage.path("prompt_tokens_details");
        return new Usage(
                count(usage, "prompt_tokens"),
                count(prompt, "cached_tokens"),
                count(usage, "completion_tokens"),
                count(usage.path("completion_tokens_details"), "reasoning_tokens"),
                count(prompt, "cache_write_tokens"));
    }

    private static long count(JsonNode of, String name) {
        return of.path(name).longValue(0);
    }
}
