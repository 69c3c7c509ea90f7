package io.enricher.recipe;

import java.util.Arrays;

/**
 * Guesses how many tokens a text is for a model by the kinds of its characters, for what is asked of each call: in a
 * thirtieth of the time that counting takes. What it is wrong by is much the same from one prompt to the next of a run, and
 * is learned from the replies.
 *
 * <p>The weights are fitted to OpenAI's o200k_base (2026-11) on 1,900 pieces of 1,500 characters in 30 languages, code, rows
 * and identifiers: by kind of text the guess is 0.8 to 1.25 times the count, with a standard deviation of 1 to 9 %, of base64
 * 0.7 times. Scripts that are rare in it are weighed by the names of countries and languages, and rather too heavy: a cost cap
 * rests on the guess.
 */
public final class RoughTokens {

    private static final int WORD = 87;

    /** More letters make more pieces of a word. */
    private static final int LETTERS_OF_A_PIECE = 6;

    private static final int FURTHER_LETTER = 67;
    private static final int LETTER_WITH_ACCENT = 77;
    private static final int THREE_DIGITS = 121;
    private static final int PUNCTUATION = 113;

    /** Such as {@code ","} in JSON. */
    private static final int MARKS_OF_A_PIECE = 3;

    private static final int FURTHER_MARK = 60;

    private enum Kind {
        BLANK,
        LOWER,
        UPPER,
        DIGIT,
        PUNCTUATION,
        OTHER
    }

    private static final Kind[] ASCII = ascii();

    /** Hundredths of a token for a character, by its block of 128. */
    private static final short[] BLOCKS = blocks();

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
            case PUNCTUATION -> {
                length = last == kind ? length + 1 : 1;
                hundredths += length == 1 ? PUNCTUATION : length > MARKS_OF_A_PIECE ? FURTHER_MARK : 0;
            }
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
        hundredths += BLOCKS[c >> 7];
        last = Kind.OTHER;
    }

    private static boolean isLatin(char c) {
        return c < 0x370 || (c >= 0x1E00 && c < 0x1F00);
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

    private static short[] blocks() {
        short[] weights = new short[0x10000 >> 7];
        Arrays.fill(weights, (short) 100);
        weigh(weights, 0x0380, 0x0400, 50); // Greek
        weigh(weights, 0x0400, 0x0580, 38); // Cyrillic
        weigh(weights, 0x0580, 0x0780, 45); // Hebrew, Arabic
        weigh(weights, 0x0780, 0x0900, 150); // Thaana and others
        weigh(weights, 0x0900, 0x0D80, 52); // scripts of India
        weigh(weights, 0x0A00, 0x0A80, 68); // Gurmukhi
        weigh(weights, 0x0B00, 0x0B80, 100); // Oriya
        weigh(weights, 0x0D80, 0x0E00, 64); // Sinhala
        weigh(weights, 0x0E00, 0x0E80, 52); // Thai
        weigh(weights, 0x0E80, 0x0F00, 165); // Lao
        weigh(weights, 0x0F00, 0x1000, 145); // Tibetan
        weigh(weights, 0x1000, 0x1200, 65); // Burmese, Georgian
        weigh(weights, 0x1200, 0x1780, 200); // Ethiopic, Canadian syllabics and others
        weigh(weights, 0x1380, 0x1400, 300); // Cherokee
        weigh(weights, 0x1780, 0x1800, 72); // Khmer
        weigh(weights, 0x3000, 0x3400, 70); // kana, East Asian punctuation
        weigh(weights, 0x3400, 0x4E00, 250); // rare ideographs
        weigh(weights, 0x4E00, 0xA000, 90); // ideographs
        weigh(weights, 0xA000, 0xAC00, 200); // Yi and others
        weigh(weights, 0xAC00, 0xD800, 75); // Hangul
        weigh(weights, 0xD800, 0xE000, 150); // halves of emoji and of other characters beyond
        weigh(weights, 0xFB00, 0xFF00, 150); // Arabic forms
        return weights;
    }

    private static void weigh(short[] weights, int from, int to, int hundredths) {
        Arrays.fill(weights, from >> 7, to >> 7, (short) hundredths);
    }
}
