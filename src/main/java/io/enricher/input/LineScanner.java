package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into lines, which end with {@code \n}, {@code \r\n} or {@code \r}, and counts them. It keeps one line in
 * memory. For one thread.
 */
final class LineScanner implements Closeable {

    /** Longest line of an input, in characters. */
    static final int MOST_CHARACTERS = 64 << 20;

    private final TextDecoder decoder;
    private final String source;
    private final int mostCharacters;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int limit;
    private boolean afterCarriageReturn;
    private long line;

    /** @param source how messages name the input */
    LineScanner(TextDecoder decoder, String source) {
        this(decoder, source, MOST_CHARACTERS);
    }

    /** @param mostCharacters of a line; longer ones are refused */
    LineScanner(TextDecoder decoder, String source, int mostCharacters) {
        this.decoder = decoder;
        this.source = source;
        this.mostCharacters = mostCharacters;
    }

    /** Number of the line that {@link #next()} gave last, from 1. */
    long line() {
        return line;
    }

    /**
     * The next line without its end, null after the last.
     *
     * @throws InvalidInputException if the text is not in its encoding, a line is too long, or the file cannot be read
     */
    @Nullable
    String next() {
        StringBuilder text = new StringBuilder();
        boolean found = false;
        while (position < limit || fill()) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            found = true;
            int start = position;
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            text.append(buffer, start, position - start);
            if (position < limit) {
                afterCarriageReturn = buffer[position++] == '\r';
                line++;
                return text.toString();
            }
            if (text.length() > mostCharacters) {
                throw InvalidInputException.malformed(
                        "%s, line %d: longer than %,d characters; is this one JSON object per line?"
                                .formatted(source, line + 1, mostCharacters));
            }
        }
        if (!found) {
            return null;
        }
        line++;
        return text.toString();
    }

    private boolean fill() {
        position = 0;
        limit = 0;
        try {
            limit = Math.max(decoder.read(buffer), 0);
        } catch (TextDecoder.UndecodableException e) {
            throw InvalidInputException.malformed(source + ", line " + (line + 1) + ": " + e.getMessage());
        } catch (IOException e) {
            throw Unreadable.because("%s (line %d)".formatted(source, line + 1), e);
        }
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
