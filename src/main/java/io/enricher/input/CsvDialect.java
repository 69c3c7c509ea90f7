package io.enricher.input;

import java.nio.charset.Charset;

/**
 * How a CSV file is written, so that an output can follow its input.
 *
 * @param delimiter     what stands between two fields
 * @param charset       encoding of the text, with its byte order if it has one
 * @param bom           whether the file begins with a byte order mark
 * @param lineSeparator what ends a record: {@code \n}, {@code \r\n} or {@code \r}
 */
public record CsvDialect(char delimiter, Charset charset, boolean bom, String lineSeparator) {}
