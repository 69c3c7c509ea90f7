package io.enricher.embedding;

/**
 * A text to find neighbours for.
 *
 * @param number of the record in the run
 */
public record NumberedText(long number, String text) {}
