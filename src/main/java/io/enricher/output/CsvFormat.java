package io.enricher.output;

/**
 * How CSV is written: as the input is, except that it is always UTF-8, because answers hold characters that the input's
 * encoding may lack.
 *
 * @param delimiter     between two fields
 * @param byteOrderMark whether the file starts with one
 * @param lineSeparator after each record: LF, CR LF or CR
 * @param answers       whether answers are written as they are
 */
public record CsvFormat(char delimiter, ByteOrderMark byteOrderMark, String lineSeparator, Answers answers) {

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

    /** Of answers as they are. */
    public CsvFormat(char delimiter, ByteOrderMark byteOrderMark, String lineSeparator) {
        this(delimiter, byteOrderMark, lineSeparator, Answers.AS_THEY_ARE);
    }

    /** The same for a spreadsheet, which knows UTF-8 by its mark, and takes what begins like a formula for one. */
    public CsvFormat forSpreadsheets() {
        return new CsvFormat(delimiter, ByteOrderMark.PRESENT, lineSeparator, Answers.SAFE_IN_SPREADSHEETS);
    }

    /** How answers become cells. */
    public enum Answers {
        AS_THEY_ARE,
        /** Behind an apostrophe where they begin like a formula. */
        SAFE_IN_SPREADSHEETS
    }

    /** Whether a file starts with U+FEFF, by which spreadsheets know UTF-8. */
    public enum ByteOrderMark {
        PRESENT,
        ABSENT
    }
}
