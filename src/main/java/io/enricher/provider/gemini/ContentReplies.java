package io.enricher.provider.gemini;

import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import io.enricher.domain.Usage;
import io.enricher.provider.CallFailures;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelReply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a response from its parts: the SDK's {@code text()} throws when a filter ended the reply. */
final class ContentReplies {

    private final CallFailures failures;

    ContentReplies(CallFailures failures) {
        this.failures = failures;
    }

    /** @throws io.enricher.provider.ModelException.Transient if there is neither a candidate nor a reason in it */
    ModelReply read(GenerateContentResponse response) {
        Usage usage = response.usageMetadata().map(ContentReplies::usage).orElse(Usage.NONE);
        Optional<Candidate> candidate =
                response.candidates().stream().flatMap(List::stream).findFirst();
        if (candidate.isEmpty()) {
            String reason = response.promptFeedback()
                    .flatMap(feedback -> feedback.blockReason())
                    .map(Object::toString)
                    .orElseThrow(failures::emptyBody);
            return new ModelReply("", FinishReason.CONTENT_FILTER, reason, usage);
        }
        String word = candidate.get().finishReason().map(Object::toString).orElse("");
        return new ModelReply(text(candidate.get()), finishReason(word), word, usage);
    }

    private static String text(Candidate candidate) {
        return candidate.content().flatMap(Content::parts).stream()
                .flatMap(List::stream)
                .filter(part -> !part.thought().orElse(false))
                .map(Part::text)
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
    }

    private static FinishReason finishReason(String word) {
        return switch (word) {
            case "STOP" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    /** Gemini counts thoughts apart from candidates and bills both as output (usage metadata docs, 2026-11). */
    private static Usage usage(GenerateContentResponseUsageMetadata usage) {
        long thoughts = usage.thoughtsTokenCount().orElse(0);
        return new Usage(
                usage.promptTokenCount().orElse(0),
                usage.cachedContentTokenCount().orElse(0),
                usage.candidatesTokenCount().orElse(0) + thoughts,
                thoughts);
    }
}
