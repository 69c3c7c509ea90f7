package io.enricher.source;

import java.io.IOException;

/**
 * A file whose name speaks for reading it.
 *
 * @param path  relative to the root, with {@code /}, on one line
 * @param size  in bytes
 * @param stamp changes with the content
 */
record FoundFile(String path, long size, String stamp, Content content) {

    /** Larger files are data, whatever their name. */
    static final int MOST_BYTES = 1 << 20;

    /** Opened only when it is its turn. */
    @FunctionalInterface
    interface Content {
        /**
         * All bytes.
         *
         * @throws SkippedFileException if it grew beyond {@link #MOST_BYTES}, or is no file any more
         */
        byte[] read() throws IOException, SkippedFileException;
    }
}
