package io.enricher.code;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A source as the parsers see it: UTF-8, without a byte order mark, with line feeds only, so that the same file checked
 * out on another system gives the same symbols. A lone surrogate becomes a question mark.
 */
final class SourceText {

    private final String text;
    private final byte[] bytes;
    private final int[] lineStarts;

    SourceText(String raw) {
        String unmarked = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
        this.text = unmarked.replace("\r\n", "\n");
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.lineStarts = lineStarts(bytes);
    }

    private static int[] lineStarts(byte[] bytes) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    String text() {
        return text;
    }

    int length() {
        return bytes.length;
    }

    byte at(int offset) {
        return bytes[offset];
    }

    /** Fills {@code buffer} from {@code offset} on; returns the number of bytes, 0 at the end. */
    int read(byte[] buffer, int offset) {
        int count = Math.min(buffer.length, bytes.length - offset);
        if (count <= 0) {
            return 0;
        }
        System.arraycopy(bytes, offset, buffer, 0, count);
        return count;
    }

    String slice(int start, int end) {
        return start >= end ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    String slice(Span span) {
        return slice(span.start(), span.end());
    }

    /** The line of a byte, from 1. */
    int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Whether only blanks stand between a byte and the start of its line. */
    boolean startsItsLine(int offset) {
        return slice(lineStarts[lineAt(offset) - 1], offset).isBlank();
    }

    /** Line breaks between two bytes; -1 if there is anything but blanks. */
    int breaksBetween(int start, int end) {
        int breaks = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                breaks++;
            } else if (bytes[i] != ' ' && bytes[i] != '\t') {
                return -1;
            }
        }
        return breaks;
    }
}
