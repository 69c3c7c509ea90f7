package io.enricher.output;

/** Which rows of the input a run takes. */
public enum Selection {
    /** All of them. */
    WHOLE(""),
    /** Some of them ({@code limit}, {@code sample}, {@code rows}); their output never replaces that of all. */
    SAMPLE(".sample");

    private final String suffix;

    Selection(String suffix) {
        this.suffix = suffix;
    }

    /** What it adds to the name of every file. */
    String suffix() {
        return suffix;
    }
}
