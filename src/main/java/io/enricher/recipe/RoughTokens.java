package io.enricher.recipe;

/**
 * Guesses how many tokens a text is for a model by the kinds of its characters, for what is asked of each call: about a
 * hundredth of what counting takes. What it is wrong by is much the same from one prompt to the next of a run, and is learned
 * from the replies.
 *
 * <p>The weights are fitted to OpenAI's o200k_base on 1,900 pieces of 1,500 characters in 30 languages, code, rows and
 * identifiers (2026-11). By kind of text the guess is 0.8 to 1.2 times the count, with a standard deviation of 1 to 9 %; of
 * base64 it is 0.7 times.
 */
public final class RoughTokens {

    private static final int WORD = 87;

    /** More letters make more pieces of a word. */
    private static final int LETTERS_OF_A_PIECE = 6;

    private static final int FURTHER_LETTER = 67;
    private static final int LETTER_WITH_ACCENT = 77;
    private static final int THREE_DIGITS = 121;
    private static final int PUNCTUATION = 113;
    private static final int CYRILLIC_OR_GREEK = 34;

    /** Hebrew and Arabic, the scripts of South Asia, Thai. */
    private static final int SOUTHERN_SCRIPT = 43;

    private static final int IDEOGRAPH = 90;
    private static final int KANA_OR_HANGUL = 70;

    /** Symbols, emoji by halves, rare scripts. */
    private static final int OTHER = 100;

    private enum Kind {
        BLANK,
        LOWER,
        UPPER,
        DIGIT,
        PUNCTUATION,
        OTHER
    }

    private static final Kind[] ASCII = ascii();

    private long hundredths;
    private Kind last = Kind.BLANK;
    private int length;

    private RoughTokens() {}

    /** The tokens of the text, 0 of an empty one. */
    public static int of(String text) {
        RoughTokens tokens = new RoughTokens();
        for (int i = 0; i < text.length(); i++) {
            tokens.add(text.charAt(i));
        }
        return (int) Math.min(Integer.MAX_VALUE, (tokens.hundredths + 99) / 100);
    }

    private void add(char c) {
        if (c >= 0x80) {
            addBeyondAscii(c);
            return;
        }
        Kind kind = ASCII[c];
        switch (kind) {
            case LOWER, UPPER -> letter(kind);
            case DIGIT -> {
                length = last == kind ? length + 1 : 1;
                hundredths += length % 3 == 1 ? THREE_DIGITS : 0;
            }
            case PUNCTUATION -> hundredths += last == kind ? 0 : PUNCTUATION;
            case BLANK, OTHER -> {
                // A blank is part of what follows it.
            }
        }
        last = kind;
    }

    /** A word ends where a capital follows a small letter. */
    private void letter(Kind kind) {
        boolean goesOn = last == Kind.UPPER || (last == Kind.LOWER && kind == Kind.LOWER);
        length = goesOn ? length + 1 : 1;
        if (!goesOn) {
            hundredths += WORD;
        } else if (length > LETTERS_OF_A_PIECE) {
            hundredths += FURTHER_LETTER;
        }
    }

    private void addBeyondAscii(char c) {
        if (isLatin(c) && Character.isLetter(c)) {
            letter(Kind.LOWER);
            hundredths += LETTER_WITH_ACCENT;
            last = Kind.LOWER;
            return;
        }
        hundredths += weight(c);
        last = Kind.OTHER;
    }

    private static boolean isLatin(char c) {
        return c < 0x370 || (c >= 0x1E00 && c < 0x1F00);
    }

    private static int weight(char c) {
        if (c >= 0x370 && c < 0x530) {
            return CYRILLIC_OR_GREEK;
        }
        if (c >= 0x590 && c < 0x1000) {
            return SOUTHERN_SCRIPT;
        }
        if ((c >= 0x3040 && c < 0x3100) || (c >= 0xAC00 && c < 0xD7B0)) {
            return KANA_OR_HANGUL;
        }
        return c >= 0x3400 && c < 0xA000 ? IDEOGRAPH : OTHER;
    }

    private static Kind[] ascii() {
        Kind[] kinds = new Kind[0x80];
        for (char c = 0; c < kinds.length; c++) {
            if (c <= ' ') {
                kinds[c] = Kind.BLANK;
            } else if (Character.isDigit(c)) {
                kinds[c] = Kind.DIGIT;
            } else if (Character.isLowerCase(c)) {
                kinds[c] = Kind.LOWER;
            } else {
                kinds[c] = Character.isUpperCase(c) ? Kind.UPPER : Kind.PUNCTUATION;
            }
        }
        return kinds;
    }
}
