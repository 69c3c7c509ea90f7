package io.enricher.code;

/**
 * How a symbol is declared. Blanks and line breaks are one blank each; what the source does not say is empty.
 *
 * @param text       the declaration without annotations and body, at most {@value #LIMIT} characters
 * @param parameters the parameter list as written, with its parentheses
 * @param returnType the return type as written
 */
public record Signature(String text, String parameters, String returnType) {

    static final int LIMIT = 500;
    static final Signature NONE = new Signature("", "", "");

    public Signature {
        text = oneLine(text);
        parameters = oneLine(parameters);
        returnType = oneLine(returnType);
    }

    private static String oneLine(String text) {
        String line = Blanks.asOne(text);
        return line.codePointCount(0, line.length()) <= LIMIT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LIMIT)) + "...";
    }
}
