package io.enricher.input;

import io.enricher.domain.UsageException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user says about the input's form; what is left out is detected.
 *
 * @param delimiter value of {@code delimiter=}: {@code ,} {@code ;} {@code |} {@code tab} or {@code \t}
 * @param encoding  value of {@code encoding=}: any name that Java knows
 */
public record ReaderSettings(Optional<String> delimiter, Optional<String> encoding) {

    /** Everything is detected. */
    public static final ReaderSettings DETECT = new ReaderSettings(Optional.empty(), Optional.empty());

    /**
     * Checks both values.
     *
     * @throws UsageException if one is not known; the message names those that are
     */
    public ReaderSettings {
        delimiter.ifPresent(ReaderSettings::parseDelimiter);
        encoding.ifPresent(ReaderSettings::parseEncoding);
    }

    Optional<Character> delimiterCharacter() {
        return delimiter.map(ReaderSettings::parseDelimiter);
    }

    Optional<Charset> charset() {
        return encoding.map(ReaderSettings::parseEncoding);
    }

    private static char parseDelimiter(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "," -> ',';
            case ";" -> ';';
            case "|" -> '|';
            case "tab", "\\t", "\t" -> '\t';
            default ->
                throw new UsageException("delimiter=" + value + " is not known. Write one of: delimiter=,"
                        + " 'delimiter=;' 'delimiter=|' delimiter=tab (or \\t)");
        };
    }

    private static Charset parseEncoding(String value) {
        try {
            return Charset.forName(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException("encoding=" + value
                    + " is not known. Examples: encoding=UTF-8, encoding=windows-1252, encoding=ISO-8859-1,"
                    + " encoding=UTF-16, encoding=Shift_JIS");
        }
    }
}
