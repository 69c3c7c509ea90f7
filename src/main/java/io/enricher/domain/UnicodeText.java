package io.enricher.domain;

/** Cuts of text that keep surrogate pairs whole, and the repair of text in which one is broken already. */
public final class UnicodeText {

    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** The first {@code length} characters, or one fewer where that would cut a pair. */
    public static String head(String text, int length) {
        return text.substring(0, splitsPair(text, length) ? length - 1 : length);
    }

    /** The last {@code length} characters, or one fewer where that would cut a pair. */
    public static String tail(String text, int length) {
        int start = text.length() - length;
        return text.substring(splitsPair(text, start) ? start + 1 : start);
    }

    /** {@code length} characters around the middle, or up to two fewer where that would cut pairs. */
    public static String middle(String text, int length) {
        int start = (text.length() - length) / 2;
        return head(tail(text, text.length() - start), length);
    }

    /**
     * The text with each lone surrogate replaced by U+FFFD: it has no UTF-8 form, so that encoders throw on it or
     * silently change it.
     */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isLone(text, i)) {
                return replaceLone(text);
            }
        }
        return text;
    }

    private static String replaceLone(String text) {
        StringBuilder mended = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isLone(text, i)) {
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended.toString();
    }

    private static boolean isLone(String text, int index) {
        char c = text.charAt(index);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return !(Character.isHighSurrogate(c) ? splitsPair(text, index + 1) : splitsPair(text, index));
    }

    /** Whether a high and a low surrogate stand left and right of {@code index}. */
    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }
}
