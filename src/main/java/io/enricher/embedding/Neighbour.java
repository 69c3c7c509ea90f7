package io.enricher.embedding;

/**
 * A text whose meaning is near to another's.
 *
 * @param number     that of the text in its {@link VectorTable}
 * @param similarity cosine of both vectors, at most 1
 */
public record Neighbour(long number, double similarity) {}
