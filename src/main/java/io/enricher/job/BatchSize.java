package io.enricher.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many items a prompt may hold, as it is asked for.
 *
 * @param fixed empty to let the run find out, within 1 and what the recipe allows
 */
public record BatchSize(OptionalInt fixed) {

    static final BatchSize AUTO = new BatchSize(OptionalInt.empty());

    /** What may be written, for messages. */
    public static final String ALLOWED = "auto or 1 to 1000";

    private static final int MOST = 1_000;

    /** Empty if it is not one of {@link #ALLOWED}. */
    public static Optional<BatchSize> parse(String text) {
        String word = text.strip();
        if (word.equals("auto")) {
            return Optional.of(AUTO);
        }
        if (!word.matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        int size = Integer.parseInt(word);
        return size >= 1 && size <= MOST ? Optional.of(new BatchSize(OptionalInt.of(size))) : Optional.empty();
    }

    /** As it may be written. */
    String text() {
        return fixed.isPresent() ? Integer.toString(fixed.getAsInt()) : "auto";
    }
}
