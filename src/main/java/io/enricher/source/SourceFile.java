package io.enricher.source;

import java.nio.charset.Charset;

/**
 * One file of a snapshot.
 *
 * @param path    relative to the root, with {@code /}, on one line
 * @param charset how its bytes were read: what is not UTF-8 and has no byte order mark is taken for windows-1252, because
 *                a file must not be lost over an accent in a comment
 */
public record SourceFile(String path, String text, Charset charset) {}
