package io.enricher.job;

import java.util.Optional;

/**
 * What the job parameters say of the output beyond its place and format.
 *
 * @param stream file in which each row is shown as soon as its answer is committed; none: nowhere
 * @param reader who is to read a CSV output
 */
public record OutputOptions(Optional<String> stream, Reader reader) {

    /** Nothing is said. */
    public static final OutputOptions NONE = new OutputOptions(Optional.empty(), Reader.ANY_PROGRAM);

    /** Who is to read a CSV output. */
    public enum Reader {
        /** Cells are written as they are. */
        ANY_PROGRAM,
        /** Which guesses at encodings, and takes what begins with {@code =} for a formula. */
        SPREADSHEET
    }
}
