package io.enricher.domain;

/**
 * Tokens of one or more calls as the provider bills them.
 *
 * @param input       prompt tokens, cached ones included
 * @param cachedInput prompt tokens that the provider read from its own prompt cache
 * @param output      generated tokens, reasoning included
 * @param reasoning   generated tokens that were spent on reasoning
 */
public record Usage(long input, long cachedInput, long output, long reasoning) {

    /** Nothing used, or nothing reported. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cachedInput + other.cachedInput,
                output + other.output,
                reasoning + other.reasoning);
    }
}
