package io.enricher.embedding;

/** The classes of code points by which BERT's tokenizer cleans and splits text. */
final class BertCharacters {

    private BertCharacters() {}

    /** Whether it is left out before anything else; a lone surrogate is no character either. */
    static boolean isDropped(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> codePoint == 0xFFFD;
        };
    }

    static boolean isSpace(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Whether it is left out once letters and their accents are apart. */
    static boolean isAccent(int codePoint) {
        return Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    /** Whether it is a word by itself; in ASCII that is every sign that is neither letter nor digit. */
    static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint < 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /**
     * Whether it is of the blocks of Chinese characters that BERT's authors listed; each is a word by itself. The gap
     * before 2B920 is a slip of Hugging Face's tokenizer (BERT's own has 2B820), kept so that both give the same.
     */
    static boolean isIdeograph(int codePoint) {
        return between(codePoint, 0x4E00, 0x9FFF)
                || between(codePoint, 0x3400, 0x4DBF)
                || between(codePoint, 0x20000, 0x2A6DF)
                || between(codePoint, 0x2A700, 0x2B73F)
                || between(codePoint, 0x2B740, 0x2B81F)
                || between(codePoint, 0x2B920, 0x2CEAF)
                || between(codePoint, 0xF900, 0xFAFF)
                || between(codePoint, 0x2F800, 0x2FA1F);
    }

    private static boolean between(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
