package io.enricher.input;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a CSV file is written, so that an output can follow its input.
 *
 * @param delimiter     what stands between two fields
 * @param charset       encoding of the text, with its byte order if it has one
 * @param bom           whether the file begins with a byte order mark
 * @param lineSeparator what ends a record: {@code \n}, {@code \r\n} or {@code \r}
 */
public record CsvDialect(char delimiter, Charset charset, boolean bom, String lineSeparator) {

    /** Commas, UTF-8 without byte order mark, {@code \n}: for an output whose input is not CSV. */
    public static final CsvDialect STANDARD = new CsvDialect(',', StandardCharsets.UTF_8, false, "\n");
}
