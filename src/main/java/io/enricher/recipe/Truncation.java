package io.enricher.recipe;

import io.enricher.domain.UnicodeText;

/**
 * How a field's text is shortened before it is asked; a shortened text is all that the answer and its key see.
 *
 * @param max  length it may keep, in {@code unit}; a surrogate pair is never cut in two
 * @param keep which part of a longer text is kept
 */
public record Truncation(int max, Unit unit, Keep keep) {

    /** What a length is counted in. */
    public enum Unit {
        /** UTF-16 characters. */
        CHARACTERS,
        /**
         * Tokens of one tokenizer, whatever model is asked, so that a text is cut alike for all of them. Of a very long
         * text they are estimated.
         */
        TOKENS
    }

    /** Which part of a text is kept. */
    public enum Keep {
        /** The start. */
        HEAD,
        /** The end. */
        TAIL,
        /** The middle: both ends are dropped. */
        MIDDLE,
        /** The start and the end: the middle is dropped and {@value Truncation#GAP} stands for it. */
        ENDS,
        /** Source: its first lines and its last, cut between statements; see {@link StatementCut}. */
        STATEMENTS
    }

    static final String GAP = " [...] ";

    public Truncation {
        if (max < 1) {
            throw new IllegalArgumentException("a text keeps at least 1 character or token, not " + max);
        }
    }

    static Truncation toCharacters(int most, Keep keep) {
        return new Truncation(most, Unit.CHARACTERS, keep);
    }

    static Truncation toTokens(int most, Keep keep) {
        return new Truncation(most, Unit.TOKENS, keep);
    }

    /** The text itself if it is short enough, else the part to keep; source goes through {@link StatementCut}. */
    String apply(String text) {
        return unit == Unit.CHARACTERS ? cut(text, max) : cutToTokens(text);
    }

    Truncation withKeep(Keep other) {
        return new Truncation(max, unit, other);
    }

    /** Whether a text is short enough as it is. */
    boolean holds(String text) {
        return unit == Unit.CHARACTERS ? text.length() <= max : isSurelyShort(text) || Tokens.of(text) <= max;
    }

    /** The length of a text, in {@code unit}. */
    int sizeOf(String text) {
        return unit == Unit.CHARACTERS ? text.length() : Tokens.of(text);
    }

    /** What shapes the text that is sent, in words that are equal for equal ones. */
    String identity() {
        // Without a unit for characters: recipes from before there were tokens keep their answers.
        return max + (unit == Unit.TOKENS ? " tokens " : " ") + keep;
    }

    /** Cut in proportion until it is few enough: a handful of estimates, where the exact place would take many. */
    private String cutToTokens(String text) {
        if (isSurelyShort(text)) {
            return text;
        }
        int size = text.length();
        int tokens = Tokens.of(text);
        if (tokens <= max) {
            return text;
        }
        while (tokens > max) {
            size = Math.min(size - 1, inProportion(size, tokens));
            if (size == 0) {
                return "";
            }
            tokens = Tokens.of(cut(text, size));
        }
        // The part that is kept may have longer words than the whole had; then there is room for more.
        String larger = cut(text, Math.min(text.length() - 1, inProportion(size, Math.max(1, tokens))));
        return Tokens.of(larger) <= max ? larger : cut(text, size);
    }

    /** Whether it has no more bytes than it may have tokens: a token is a byte at least, and bytes are counted fast. */
    private boolean isSurelyShort(String text) {
        if (text.length() > max) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes <= max; i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes <= max;
    }

    private int inProportion(int characters, int tokens) {
        return (int) Math.min(Integer.MAX_VALUE, (long) characters * max / tokens);
    }

    private String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        return switch (keep) {
            case HEAD -> UnicodeText.head(text, characters);
            case TAIL -> UnicodeText.tail(text, characters);
            case MIDDLE -> UnicodeText.middle(text, characters);
            case ENDS -> ends(text, characters);
            case STATEMENTS -> throw new IllegalStateException("source is cut by its lines");
        };
    }

    private static String ends(String text, int characters) {
        int kept = characters - GAP.length();
        if (kept < 2) {
            return UnicodeText.head(text, characters);
        }
        int tail = kept / 2;
        return UnicodeText.head(text, kept - tail) + GAP + UnicodeText.tail(text, tail);
    }

    /** Apart, so that recipes that count characters start without the tokenizer's classes. */
    private static final class Tokens {

        /** OpenAI's newest, which others come near. */
        private static final TokenEstimator ESTIMATOR = TokenEstimator.forModel("");

        static int of(String text) {
            return ESTIMATOR.estimate(text);
        }
    }
}
