package io.enricher.code;

/**
 * Why a file is given as windows of lines.
 *
 * @param message what happened and what to do, without the file's name
 */
public record Fallback(Reason reason, String message) {

    public enum Reason {
        /** Not a language that is split into symbols. */
        OTHER_LANGUAGE,
        /** The parsers cannot be loaded here: the same for every file of the language, so worth one warning. */
        NO_PARSER,
        /** No text, whatever its name says. */
        BINARY,
        /** Brackets nested deeper than any program. */
        TOO_DEEP,
        /** More symbols than any program written by hand. */
        TOO_MANY_SYMBOLS,
        /** Parsing used up its time; the only reason that depends on the machine. */
        OUT_OF_TIME,
        /** Syntax errors, and no symbol found between them. */
        NOT_PARSED,
        /** Sound, but neither functions nor types in it. */
        NO_SYMBOLS
    }
}
