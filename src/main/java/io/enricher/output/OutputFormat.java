package io.enricher.output;

import io.enricher.domain.UsageException;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;

/** The formats an enriched file can have. */
public enum OutputFormat {
    CSV {
        @Override
        RowWriter rowWriter(Writer out, OutputColumns columns, CsvFormat csv) {
            return CsvRowWriter.create(out, columns, csv);
        }
    },
    /** One JSON array. */
    JSON {
        @Override
        RowWriter rowWriter(Writer out, OutputColumns columns, CsvFormat csv) {
            return new JsonRowWriter(out, columns);
        }
    },
    /** One JSON object per line. */
    JSONL {
        @Override
        RowWriter rowWriter(Writer out, OutputColumns columns, CsvFormat csv) {
            return new JsonLinesRowWriter(out, columns);
        }
    };

    /**
     * The format that {@code format=} names, in any case.
     *
     * @throws UsageException if there is no such format
     */
    public static OutputFormat of(String value) {
        return named(value)
                .orElseThrow(() -> new UsageException("format=" + value + " is not known; use format=" + CSV.extension()
                        + ", " + JSON.extension() + " or " + JSONL.extension()));
    }

    /** The extension of files of this format, without a dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OutputFormat> named(String extension) {
        for (OutputFormat format : values()) {
            if (format.extension().equalsIgnoreCase(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    abstract RowWriter rowWriter(Writer out, OutputColumns columns, CsvFormat csv);
}
