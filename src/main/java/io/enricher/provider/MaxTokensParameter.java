package io.enricher.provider;

/** The name under which the output limit is sent; some OpenAI-compatible servers know the older one only. */
public enum MaxTokensParameter {
    MAX_COMPLETION_TOKENS,
    MAX_TOKENS
}
