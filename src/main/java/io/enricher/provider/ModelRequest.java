package io.enricher.provider;

import java.util.List;
import java.util.Optional;

/**
 * What is sent to a model.
 *
 * @param system               the unchanging part of the prompt; empty for none
 * @param earlier              what the user and the model said before, in turns
 * @param user                 what the user says now; of the enrich job, the items as one JSON object
 *                             {@code {"items":[…]}}
 * @param replySchema          JSON Schema of the whole reply, with every keyword of the recipe; an adapter leaves out
 *                             what its provider does not accept. Empty for a reply in words
 * @param items                items in the prompt
 * @param estimatedInputTokens estimate of the prompt's tokens
 * @param maxOutputTokens      output limit that is sent with the request
 */
public record ModelRequest(
        String system,
        List<Message> earlier,
        String user,
        Optional<String> replySchema,
        int items,
        long estimatedInputTokens,
        int maxOutputTokens) {

    public ModelRequest {
        earlier = List.copyOf(earlier);
    }

    /** A prompt of items, which is no part of a conversation. */
    public ModelRequest(
            String system, String user, String replySchema, int items, long estimatedInputTokens, int maxOutputTokens) {
        this(system, List.of(), user, Optional.of(replySchema), items, estimatedInputTokens, maxOutputTokens);
    }

    /** Shows sizes only: prompts hold row text. */
    @Override
    public String toString() {
        return "ModelRequest[items=" + items + ", estimatedInputTokens=" + estimatedInputTokens + ", maxOutputTokens="
                + maxOutputTokens + "]";
    }
}
