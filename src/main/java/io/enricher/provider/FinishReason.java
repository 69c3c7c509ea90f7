package io.enricher.provider;

/** Why the model stopped writing. */
public enum FinishReason {
    /** It was done. */
    STOP,
    /** The output limit was reached; the text is cut. */
    LENGTH,
    /** It refused. */
    REFUSAL,
    /** The provider's content filter blocked the prompt or the reply. */
    CONTENT_FILTER,
    /** Anything else, or not told. */
    OTHER
}
