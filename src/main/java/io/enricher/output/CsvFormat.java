package io.enricher.output;

/**
 * How CSV is written: as the input is, except that it is always UTF-8, because answers hold characters that the input's
 * encoding may lack.
 *
 * @param delimiter     between two fields
 * @param byteOrderMark whether the file starts with one
 * @param lineSeparator after each record: LF, CR LF or CR
 */
public record CsvFormat(char delimiter, ByteOrderMark byteOrderMark, String lineSeparator) {

    /** Comma, no mark, LF. */
    public static final CsvFormat PLAIN = new CsvFormat(',', ByteOrderMark.ABSENT, "\n");

    static final char QUOTE = '"';

    public CsvFormat {
        if (delimiter == QUOTE || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("a quote or a line break cannot be the delimiter");
        }
        if (!lineSeparator.equals("\n") && !lineSeparator.equals("\r\n") && !lineSeparator.equals("\r")) {
            throw new IllegalArgumentException("a line ends with LF, CR LF or CR");
        }
    }

    /** Whether a file starts with U+FEFF, by which spreadsheets know UTF-8. */
    public enum ByteOrderMark {
        PRESENT,
        ABSENT
    }
}
