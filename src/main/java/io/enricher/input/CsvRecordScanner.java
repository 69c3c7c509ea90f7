package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts CSV text into records, which may span lines inside quotes, and counts lines. A record ends with {@code \n},
 * {@code \r\n} or {@code \r}; lines with nothing on them are passed over. It keeps one record in memory and refuses to
 * grow without bound after a quote that nobody closed. For one thread; does not split fields.
 */
final class CsvRecordScanner implements Closeable {

    /** Longest record, in characters. */
    static final int MOST_CHARACTERS = 16 << 20;

    /** Longest record, in lines. */
    static final int MOST_LINES = 100_000;

    private enum Place {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_QUOTED
    }

    private final TextDecoder decoder;
    private final char delimiter;
    private final String source;

    private final char[] buffer = new char[1 << 16];
    private int position;
    private int limit;
    private char beforeBuffer;

    private StringBuilder carried = new StringBuilder();
    private int recordStart;
    private long recordLine;
    private long quoteLine;
    private long strayLine;
    private Place place = Place.FIELD_START;
    private long line = 1;

    /** @param source how messages name the input */
    CsvRecordScanner(TextDecoder decoder, char delimiter, String source) {
        this.decoder = decoder;
        this.delimiter = delimiter;
        this.source = source;
    }

    /**
     * A record as it stands in the file.
     *
     * @param line    the line on which it starts, from 1
     * @param text    without the line break that ends it
     * @param problem why it cannot be split into fields, empty if it can
     */
    record RawRecord(long line, String text, Optional<String> problem) {}

    /**
     * The next record, null at the end.
     *
     * @throws InvalidInputException if the text is not in its encoding, a quote is never closed, a record is too long,
     *     or the file cannot be read any further
     */
    @Nullable
    RawRecord next() {
        if (!findRecord()) {
            return null;
        }
        place = Place.FIELD_START;
        recordLine = line;
        strayLine = 0;
        while (position < limit || fill()) {
            if (endsRecord(buffer[position++])) {
                return cut(position - 1);
            }
        }
        if (place == Place.QUOTED) {
            throw neverClosed("is never closed");
        }
        return cut(position);
    }

    private boolean findRecord() {
        while (true) {
            recordStart = position;
            if (position == limit && !fill()) {
                return false;
            }
            char character = buffer[position];
            if (character != '\n' && character != '\r') {
                return true;
            }
            position++;
            countLine(character);
        }
    }

    private boolean endsRecord(char character) {
        switch (place) {
            case QUOTED -> {
                if (character == '"') {
                    place = Place.QUOTE_IN_QUOTED;
                } else if (character == '\n' || character == '\r') {
                    countLine(character);
                    if (line - recordLine > MOST_LINES) {
                        throw neverClosed("is not closed within %,d lines".formatted(MOST_LINES));
                    }
                }
                return false;
            }
            case FIELD_START -> {
                if (character == '"') {
                    place = Place.QUOTED;
                    quoteLine = line;
                    return false;
                }
                place = Place.UNQUOTED;
            }
            case QUOTE_IN_QUOTED -> {
                if (character == '"') {
                    place = Place.QUOTED;
                    return false;
                }
                if (character != delimiter && character != '\n' && character != '\r') {
                    strayLine = strayLine == 0 ? line : strayLine;
                }
                place = Place.AFTER_QUOTED;
            }
            case UNQUOTED, AFTER_QUOTED -> {}
        }
        if (character == delimiter) {
            place = Place.FIELD_START;
            return false;
        }
        if (character == '\n' || character == '\r') {
            countLine(character);
            return true;
        }
        return false;
    }

    /** Counts the line break that was just passed; the second half of {@code \r\n} is none. */
    private void countLine(char lineBreak) {
        char previous = position >= 2 ? buffer[position - 2] : beforeBuffer;
        if (lineBreak == '\r' || previous != '\r') {
            line++;
        }
    }

    private RawRecord cut(int end) {
        String text;
        if (carried.isEmpty()) {
            text = new String(buffer, recordStart, end - recordStart);
        } else {
            text = carried.append(buffer, recordStart, end - recordStart).toString();
            carried = new StringBuilder();
        }
        return new RawRecord(recordLine, text, strayLine == 0 ? Optional.empty() : Optional.of(strayText()));
    }

    // Kept as text, as lenient parsers do, it would hide the records that a stray quote has swallowed.
    private String strayText() {
        return "text after a closing quote on line " + strayLine + "; a quote inside a quoted field is written twice";
    }

    private boolean fill() {
        carried.append(buffer, recordStart, limit - recordStart);
        if (carried.length() > MOST_CHARACTERS) {
            throw tooLong();
        }
        beforeBuffer = limit > 0 ? buffer[limit - 1] : beforeBuffer;
        recordStart = 0;
        position = 0;
        limit = 0;
        limit = Math.max(readBuffer(), 0);
        return limit > 0;
    }

    private int readBuffer() {
        try {
            return decoder.read(buffer);
        } catch (TextDecoder.UndecodableException e) {
            throw InvalidInputException.malformed(at(line) + e.getMessage());
        } catch (IOException e) {
            throw Unreadable.because("%s (line %d)".formatted(source, line), e);
        }
    }

    private InvalidInputException tooLong() {
        if (place == Place.QUOTED) {
            return neverClosed("is not closed within %,d characters".formatted(MOST_CHARACTERS));
        }
        return InvalidInputException.malformed(at(recordLine)
                + "a record of more than %,d characters begins here; is this a CSV file?".formatted(MOST_CHARACTERS));
    }

    private InvalidInputException neverClosed(String how) {
        return InvalidInputException.malformed(
                at(quoteLine) + "the quote that opens here " + how + ". Close it, or write it twice inside quotes");
    }

    private String at(long where) {
        return source + ", line " + where + ": ";
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
