package io.enricher.output;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV strictly as the grammar of RFC 4180 has it, character by character. */
final class Rfc4180 {

    private final String text;
    private final char delimiter;
    private final String lineSeparator;
    private int position;

    private Rfc4180(String text, char delimiter, String lineSeparator) {
        this.text = text;
        this.delimiter = delimiter;
        this.lineSeparator = lineSeparator;
    }

    /** @throws IllegalArgumentException where the text departs from the grammar */
    static List<List<String>> parse(String text, char delimiter, String lineSeparator) {
        Rfc4180 reader = new Rfc4180(text, delimiter, lineSeparator);
        List<List<String>> records = new ArrayList<>();
        while (reader.position < text.length()) {
            records.add(reader.record());
        }
        return records;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (!text.startsWith(lineSeparator, position)) {
            expect(delimiter);
            cells.add(cell());
        }
        position += lineSeparator.length();
        return cells;
    }

    private String cell() {
        return text.charAt(position) == '"' ? quoted() : unquoted();
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        expect('"');
        while (true) {
            int quote = text.indexOf('"', position);
            cell.append(text, position, quote);
            position = quote + 1;
            if (text.charAt(position) != '"') {
                return cell.toString();
            }
            cell.append('"');
            position++;
        }
    }

    private String unquoted() {
        int start = position;
        while ("\r\n\"".indexOf(text.charAt(position)) < 0 && text.charAt(position) != delimiter) {
            position++;
        }
        return text.substring(start, position);
    }

    private void expect(char expected) {
        if (text.charAt(position) != expected) {
            throw new IllegalArgumentException("at " + position + ": " + text.charAt(position));
        }
        position++;
    }
}
