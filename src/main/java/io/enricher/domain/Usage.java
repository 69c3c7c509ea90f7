package io.enricher.domain;

/**
 * Tokens of one or more calls as the provider bills them.
 *
 * @param input       prompt tokens, cached ones included
 * @param cachedInput prompt tokens that the provider read from its own prompt cache
 * @param output      generated tokens, reasoning included
 * @param reasoning   generated tokens that were spent on reasoning
 * @param cacheWrites prompt tokens that the provider wrote to its prompt cache, part of {@code input}; some charge more
 *                    for them. Not kept in the ledger, whose costs they are part of
 */
public record Usage(long input, long cachedInput, long output, long reasoning, long cacheWrites) {

    /** Nothing used, or nothing reported. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    /** Nothing written to a prompt cache. */
    public Usage(long input, long cachedInput, long output, long reasoning) {
        this(input, cachedInput, output, reasoning, 0);
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                cachedInput + other.cachedInput,
                output + other.output,
                reasoning + other.reasoning,
                cacheWrites + other.cacheWrites);
    }
}
