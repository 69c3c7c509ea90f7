package io.enricher.provider;

/**
 * What is sent to a model.
 *
 * @param system               the unchanging part of the prompt
 * @param user                 the items as one JSON object {@code {"items":[…]}}
 * @param replySchema          JSON Schema of the whole reply, with every keyword of the recipe; an adapter leaves out
 *                             what its provider does not accept
 * @param items                items in the prompt
 * @param estimatedInputTokens estimate of the prompt's tokens
 * @param maxOutputTokens      output limit that is sent with the request
 */
public record ModelRequest(
        String system, String user, String replySchema, int items, long estimatedInputTokens, int maxOutputTokens) {

    /** Shows sizes only: prompts hold row text. */
    @Override
    public String toString() {
        return "ModelRequest[items=" + items + ", estimatedInputTokens=" + estimatedInputTokens + ", maxOutputTokens="
                + maxOutputTokens + "]";
    }
}
