package io.enricher.input;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the first line of a CSV file tells about the form of the file.
 *
 * @param delimiter     the likely one; a comma if there is none
 * @param lineSeparator the first line break outside quotes; {@code \n} if there is none
 */
record HeaderLine(char delimiter, String lineSeparator) {

    private static final int MOST_CHARACTERS = 1 << 16;

    private static final List<Character> LIKELY_DELIMITERS = List.of(',', ';', '\t');

    /** Judges by the first 64 Ki characters, or by those before a byte that cannot be decoded. */
    static HeaderLine read(TextDecoder decoder) throws IOException {
        StringBuilder head = new StringBuilder();
        char[] buffer = new char[1 << 12];
        try {
            for (int count = decoder.read(buffer); count > 0 && head.length() < MOST_CHARACTERS; ) {
                head.append(buffer, 0, count);
                count = decoder.read(buffer);
            }
        } catch (TextDecoder.UndecodableException e) {
            // Whoever reads the records comes to the same byte and can name its line.
            return of(head);
        }
        return of(head);
    }

    private static HeaderLine of(CharSequence head) {
        Map<Character, Integer> counts = new HashMap<>();
        int start = firstNonBlank(head);
        boolean quoted = false;
        for (int i = start; i < head.length(); i++) {
            char character = head.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == '\n' || character == '\r')) {
                return new HeaderLine(mostFrequent(counts), lineBreakAt(i, head));
            } else if (!quoted) {
                counts.merge(character, 1, Integer::sum);
            }
        }
        return new HeaderLine(mostFrequent(counts), "\n");
    }

    private static int firstNonBlank(CharSequence head) {
        int i = 0;
        while (i < head.length() && (head.charAt(i) == '\n' || head.charAt(i) == '\r')) {
            i++;
        }
        return i;
    }

    private static String lineBreakAt(int i, CharSequence head) {
        if (head.charAt(i) == '\n') {
            return "\n";
        }
        return i + 1 < head.length() && head.charAt(i + 1) == '\n' ? "\r\n" : "\r";
    }

    private static char mostFrequent(Map<Character, Integer> counts) {
        char best = ',';
        for (char candidate : LIKELY_DELIMITERS) {
            if (counts.getOrDefault(candidate, 0) > counts.getOrDefault(best, 0)) {
                best = candidate;
            }
        }
        return best;
    }
}
