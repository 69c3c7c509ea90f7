package io.enricher.output;

import io.enricher.domain.OutputException;
import io.enricher.domain.UsageException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

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
    },
    /** A folder of pages, one per source file; of rows that have {@link MarkdownPages#COLUMNS}. */
    MARKDOWN {
        @Override
        RowWriter rowWriter(Writer out, OutputColumns columns, CsvFormat csv) {
            return PageRowWriter.create(out, columns);
        }

        @Override
        public String extension() {
            return "docs";
        }

        @Override
        public void publish(FinishedPart part) {
            MarkdownPages.publish(part);
        }

        @Override
        void delete(Path target) throws IOException {
            PageFolder.of(target).remove();
        }
    };

    /**
     * The format that {@code format=} names, in any case.
     *
     * @throws UsageException if there is no such format
     */
    public static OutputFormat of(String value) {
        return Arrays.stream(values())
                .filter(format -> format.id().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new UsageException("format=" + value + " is not known; use format=" + CSV.id() + ", "
                        + JSON.id() + ", " + JSONL.id() + " or " + MARKDOWN.id()));
    }

    /** Its name as {@code format=} has it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The extension of files of this format, or of the folder that takes the place of a file, without a dot. */
    public String extension() {
        return id();
    }

    /**
     * Makes of a finished part the output, in its place. May be killed and called again, as long as the part is there.
     *
     * @throws OutputException if the place cannot be taken; the part is kept
     */
    public void publish(FinishedPart part) {
        part.publish();
    }

    /** Removes an output that a better one has made useless; one that cannot be removed is told of in the log. */
    public void remove(Path target) {
        try {
            delete(target);
        } catch (IOException e) {
            LoggerFactory.getLogger(OutputFormat.class)
                    .warn("cannot remove {}, which is outdated: {}; it may be deleted", target, Refusal.of(e));
        }
    }

    void delete(Path target) throws IOException {
        Files.deleteIfExists(target);
    }

    /** Whether a path has the extension of any format. */
    static boolean isNamedBy(Path path) {
        Path name = path.getFileName();
        return name != null && named(FileStem.extension(name.toString())).isPresent();
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
