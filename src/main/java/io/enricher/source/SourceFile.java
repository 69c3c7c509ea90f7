package io.enricher.source;

/**
 * One file of a snapshot.
 *
 * @param path relative to the root, with {@code /}, on one line
 */
public record SourceFile(String path, String text) {}
