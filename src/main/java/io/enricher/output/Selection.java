package io.enricher.output;

import java.util.Optional;

/** Which rows of the input a run takes. */
public enum Selection {
    /** All of them. */
    WHOLE(""),
    /** Some of them ({@code limit}, {@code sample}, {@code rows}); their output never replaces that of all. */
    SAMPLE(".sample");

    private final String suffix;

    /** @param parameter the job parameter that names some rows; empty for all of them */
    public static Selection of(Optional<?> parameter) {
        return parameter.isPresent() ? SAMPLE : WHOLE;
    }

    Selection(String suffix) {
        this.suffix = suffix;
    }

    /** What it adds to the name of every file. */
    String suffix() {
        return suffix;
    }
}
