package io.enricher.input;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;

/**
 * Splits a record into its fields with OpenCSV. A field without quotes around it is taken as it stands: OpenCSV alone
 * would make one quote of two in it. For one thread.
 */
final class FieldSplitter {

    private static final String TWO_QUOTES = "\"\"";

    private final RFC4180Parser parser;
    private final char delimiter;

    FieldSplitter(char delimiter) {
        this.parser = new RFC4180ParserBuilder().withSeparator(delimiter).build();
        this.delimiter = delimiter;
    }

    String[] split(String record) throws IOException {
        return parser.parseLine(record.contains(TWO_QUOTES) ? withUnquotedQuotesDoubled(record) : record);
    }

    private String withUnquotedQuotesDoubled(String record) {
        StringBuilder doubled = new StringBuilder(record.length() + 16);
        boolean atStart = true;
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char character = record.charAt(i);
            doubled.append(character);
            if (atStart && character == '"') {
                int end = closingQuote(record, i + 1);
                doubled.append(record, i + 1, end);
                i = end - 1;
                quoted = true;
                atStart = false;
            } else if (character == delimiter) {
                atStart = true;
                quoted = false;
            } else {
                if (character == '"' && !quoted) {
                    doubled.append('"');
                }
                atStart = false;
            }
        }
        return doubled.toString();
    }

    /** The place behind the quote that ends a quoted field. */
    private static int closingQuote(String record, int from) {
        int i = from;
        while (i < record.length()) {
            if (record.charAt(i) != '"') {
                i++;
            } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return i;
    }
}
