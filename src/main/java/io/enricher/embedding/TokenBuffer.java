package io.enricher.embedding;

import java.util.Arrays;

/** Tokens up to a limit; what is added beyond it is left out, and the last place is kept for the end. */
final class TokenBuffer {

    private final long[] tokens;
    private int size;

    TokenBuffer(int most) {
        this.tokens = new long[most];
    }

    void add(int token) {
        if (size < tokens.length - 1) {
            tokens[size] = token;
        }
        // Counted all the same, so that a word which is taken back is taken back whole.
        size++;
    }

    boolean isFull() {
        return size >= tokens.length - 1;
    }

    int size() {
        return size;
    }

    void cutTo(int size) {
        this.size = size;
    }

    long[] endWith(int token) {
        int end = Math.min(size, tokens.length - 1);
        tokens[end] = token;
        return Arrays.copyOf(tokens, end + 1);
    }
}
