package io.enricher.provider.openai;

import io.enricher.domain.TextDigest;
import io.enricher.provider.ModelRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What OpenAI is told so that calls with the same beginning come to a machine that has it in its prompt cache: a hash of
 * the model, the system text and the reply schema, equal for all prompts of a recipe. Safe for many threads.
 */
final class PromptCacheKey {

    private static final String HOST = "api.openai.com";

    /** OpenAI takes 64 characters (API reference, 2026-11). */
    private static final int DIGITS = 48;

    private final String model;
    private final boolean isTaken;

    private PromptCacheKey(String model, boolean isTaken) {
        this.model = model;
        this.isTaken = isTaken;
    }

    /**
     * Sent to OpenAI alone: other servers with its API may refuse a field that they do not know (Mistral: HTTP 422,
     * "Extra inputs are not permitted", 2026-11).
     *
     * @param baseUrl empty for OpenAI's own
     */
    static PromptCacheKey create(String model, Optional<URI> baseUrl) {
        return new PromptCacheKey(model, baseUrl.map(PromptCacheKey::isOfOpenAi).orElse(true));
    }

    /** Empty if the server may not take one, or the prompt has nothing that another one could begin with. */
    Optional<String> of(ModelRequest request) {
        if (!isTaken || request.system().isEmpty()) {
            return Optional.empty();
        }
        String hash = TextDigest.create()
                .add(model)
                .add(request.system())
                .add(request.replySchema().orElse(""))
                .hex();
        return Optional.of("enricher-" + hash.substring(0, DIGITS));
    }

    /** OpenAI's own address or that of one of its regions, such as eu.api.openai.com. */
    private static boolean isOfOpenAi(URI url) {
        String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return host.equals(HOST) || host.endsWith("." + HOST);
    }
}
