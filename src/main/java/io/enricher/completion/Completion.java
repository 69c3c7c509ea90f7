package io.enricher.completion;

import io.enricher.domain.Usage;
import io.enricher.provider.FinishReason;
import java.util.Optional;

/** What became of one conversation. */
public sealed interface Completion {

    /** The model's words; empty if it failed. */
    default Optional<String> text() {
        return this instanceof Answered answered ? Optional.of(answered.reply()) : Optional.empty();
    }

    /**
     * The model replied.
     *
     * @param reply        its words; may be cut, refuse or be empty, as {@code finishReason} says
     * @param finishReason {@link FinishReason#STOP} if it said all it wanted to
     * @param usage        tokens as reported
     */
    record Answered(String reply, FinishReason finishReason, Usage usage) implements Completion {

        /** Shows sizes only: replies are model output. */
        @Override
        public String toString() {
            return "Answered[length=" + reply.length() + ", finishReason=" + finishReason + ", usage=" + usage + "]";
        }
    }

    /**
     * There is no reply, after all retries.
     *
     * @param error {@link io.enricher.provider.ModelException} if it is this conversation's own;
     *              {@link io.enricher.domain.EnricherException} if no call can succeed, as with a key that is refused:
     *              conversations that were not sent for that reason have the same
     */
    record Failed(RuntimeException error) implements Completion {}
}
