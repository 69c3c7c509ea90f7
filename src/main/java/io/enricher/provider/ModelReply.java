package io.enricher.provider;

import io.enricher.domain.ModelCall;
import io.enricher.domain.Usage;
import java.util.Optional;

/**
 * What came back from a model.
 *
 * @param text         the reply's text, empty if there is none
 * @param finishReason why generation ended
 * @param finishWord   the provider's own word for it, empty if it gave none
 * @param usage        tokens as reported; {@link Usage#NONE} if the server reports none
 * @param call         the ledger's entry of the call; added by {@link MeasuringModelClient}
 */
public record ModelReply(
        String text, FinishReason finishReason, String finishWord, Usage usage, Optional<ModelCall> call) {

    public ModelReply(String text, FinishReason finishReason, String finishWord, Usage usage) {
        this(text, finishReason, finishWord, usage, Optional.empty());
    }

    ModelReply measuredBy(ModelCall measured) {
        return new ModelReply(text, finishReason, finishWord, usage, Optional.of(measured));
    }

    /** Shows sizes only: replies are model output. */
    @Override
    public String toString() {
        return "ModelReply[length=" + text.length() + ", finishReason=" + finishReason + ", usage=" + usage + "]";
    }
}
