package io.enricher.code;

/** Shortens what a symbol is declared by, as written, to a line that can be shown in a list. */
final class Signature {

    static final int LIMIT = 500;

    private Signature() {}

    /** Blanks and line breaks are one blank each; at most {@value #LIMIT} characters. */
    static String of(String declaration) {
        String line = Blanks.asOne(declaration);
        return line.codePointCount(0, line.length()) <= LIMIT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LIMIT)) + "...";
    }
}
