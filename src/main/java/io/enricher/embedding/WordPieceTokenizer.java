package io.enricher.embedding;

import java.text.Normalizer;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into the word pieces of BERT uncased, as the Hugging Face tokenizer of all-MiniLM-L6-v2 does; that one is
 * native code of 14 MB that does not run on every Linux. Stops reading when it has enough. Safe for many threads.
 */
final class WordPieceTokenizer {

    private static final Pattern SPECIAL = Pattern.compile("\\[(?:PAD|UNK|CLS|SEP|MASK)]");
    private static final int LONGEST_WORD = 100;

    private final Vocabulary vocabulary;
    private final int mostTokens;
    private final int first;
    private final int last;
    private final int unknown;

    /** @param mostTokens of one text, the two that frame it included */
    WordPieceTokenizer(Vocabulary vocabulary, int mostTokens) {
        this.vocabulary = vocabulary;
        this.mostTokens = mostTokens;
        this.first = vocabulary.required("[CLS]");
        this.last = vocabulary.required("[SEP]");
        this.unknown = vocabulary.required("[UNK]");
    }

    /** The numbers of the pieces, framed by {@code [CLS]} and {@code [SEP]}; just these two if the text has none. */
    long[] tokenize(String text) {
        TokenBuffer tokens = new TokenBuffer(mostTokens);
        tokens.add(first);
        // A special token that is written out is one, whatever stands around it.
        Matcher special = SPECIAL.matcher(text);
        int start = 0;
        while (!tokens.isFull() && special.find()) {
            addWords(text.substring(start, special.start()), tokens);
            tokens.add(vocabulary.required(special.group()));
            start = special.end();
        }
        addWords(text.substring(start), tokens);
        return tokens.endWith(last);
    }

    private void addWords(String text, TokenBuffer tokens) {
        StringBuilder word = new StringBuilder();
        int width;
        for (int i = 0; i < text.length() && !tokens.isFull(); i += width) {
            int codePoint = text.codePointAt(i);
            width = Character.charCount(codePoint);
            if (BertCharacters.isDropped(codePoint)) {
                continue;
            }
            boolean ideograph = BertCharacters.isIdeograph(codePoint);
            if (ideograph || BertCharacters.isSpace(codePoint)) {
                addPlainWords(word, tokens);
            }
            if (!BertCharacters.isSpace(codePoint)) {
                word.appendCodePoint(codePoint);
            }
            if (ideograph) {
                addPlainWords(word, tokens);
            }
        }
        addPlainWords(word, tokens);
    }

    /** Takes accents and case away, splits at what is punctuation then, and empties {@code written}. */
    private void addPlainWords(StringBuilder written, TokenBuffer tokens) {
        String decomposed = Normalizer.normalize(written, Normalizer.Form.NFD);
        written.setLength(0);
        StringBuilder word = new StringBuilder();
        decomposed.codePoints().filter(c -> !BertCharacters.isAccent(c)).forEach(codePoint -> {
            if (BertCharacters.isPunctuation(codePoint)) {
                addPieces(word, tokens);
                addPieces(word.appendCodePoint(codePoint), tokens);
            } else {
                word.appendCodePoint(Character.toLowerCase(codePoint));
            }
        });
        addPieces(word, tokens);
    }

    /** Adds the longest known pieces from left to right, or one unknown for the whole word, and empties it. */
    private void addPieces(StringBuilder letters, TokenBuffer tokens) {
        String word = letters.toString();
        letters.setLength(0);
        if (word.isEmpty() || tokens.isFull()) {
            return;
        }
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            tokens.add(unknown);
            return;
        }
        int before = tokens.size();
        int start = 0;
        while (start < word.length()) {
            int end = addLongestPiece(word, start, tokens);
            if (end == start) {
                tokens.cutTo(before);
                tokens.add(unknown);
                return;
            }
            start = end;
        }
    }

    /** Returns where the piece ends; {@code start} if none is known. */
    private int addLongestPiece(String word, int start, TokenBuffer tokens) {
        String prefix = start == 0 ? "" : "##";
        int end = Math.min(word.length(), start + vocabulary.longestPiece() - prefix.length());
        for (; end > start; end--) {
            OptionalInt number = vocabulary.number(prefix + word.substring(start, end));
            if (number.isPresent()) {
                tokens.add(number.getAsInt());
                return end;
            }
        }
        return start;
    }
}
