package io.enricher;

/** Starts the command line. */
public final class EnricherApplication {

    private EnricherApplication() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
