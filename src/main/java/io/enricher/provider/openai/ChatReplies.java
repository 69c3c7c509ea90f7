package io.enricher.provider.openai;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import io.enricher.domain.Usage;
import io.enricher.provider.CallFailures;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelReply;
import java.util.List;
import java.util.Optional;

/**
 * Reads a completion. Compatible servers leave out much of what the API promises, so each field is taken if it is
 * there: the SDK's plain getters throw.
 */
final class ChatReplies {

    private final CallFailures failures;

    ChatReplies(CallFailures failures) {
        this.failures = failures;
    }

    /** @throws io.enricher.provider.ModelException.Transient if there is no choice in it */
    ModelReply read(ChatCompletion completion) {
        ChatCompletion.Choice choice = completion._choices().asKnown().stream()
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(failures::emptyBody);
        Optional<ChatCompletionMessage> message = choice._message().asKnown();
        String word = choice._finishReason()
                .asKnown()
                .map(ChatCompletion.Choice.FinishReason::asString)
                .orElse("");
        String text = message.flatMap(said -> said._content().asKnown()).orElse("");
        return new ModelReply(text, finishReason(word, message), word, usage(completion));
    }

    private static FinishReason finishReason(String word, Optional<ChatCompletionMessage> message) {
        // A refusal ends with the word "stop".
        if (message.flatMap(said -> said._refusal().asKnown())
                .filter(refusal -> !refusal.isBlank())
                .isPresent()) {
            return FinishReason.REFUSAL;
        }
        return switch (word) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static Usage usage(ChatCompletion completion) {
        return completion._usage().asKnown().map(ChatReplies::usage).orElse(Usage.NONE);
    }

    private static Usage usage(CompletionUsage usage) {
        Optional<CompletionUsage.PromptTokensDetails> prompt =
                usage._promptTokensDetails().asKnown();
        return new Usage(
                count(usage._promptTokens()),
                prompt.map(details -> count(details._cachedTokens())).orElse(0L),
                count(usage._completionTokens()),
                usage._completionTokensDetails()
                        .asKnown()
                        .map(details -> count(details._reasoningTokens()))
                        .orElse(0L),
                prompt.map(details -> count(details._cacheWriteTokens())).orElse(0L));
    }

    private static long count(JsonField<Long> field) {
        return field.asKnown().orElse(0L);
    }
}
