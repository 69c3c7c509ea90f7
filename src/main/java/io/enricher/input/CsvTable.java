package io.enricher.input;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file whose header is known.
 *
 * @param bytes   the file
 * @param source  how messages name it
 * @param dialect how it is written
 * @param columns the trimmed names of its header
 */
record CsvTable(ByteSource bytes, String source, CsvDialect dialect, List<String> columns) implements RecordSource {

    CsvTable {
        columns = List.copyOf(columns);
    }

    /**
     * Reads the header.
     *
     * @throws io.enricher.domain.InvalidInputException if the header cannot be used
     */
    static CsvTable inspect(
            ByteSource bytes, String source, ReaderSettings settings, Optional<Character> usualDelimiter)
            throws IOException {
        CsvDialect dialect = new CsvDialectDetector(bytes, source).detect(settings, usualDelimiter);
        CsvTable unread = new CsvTable(bytes, source, dialect, List.of());
        try (CsvRecordScanner scanner = unread.scanner()) {
            return new CsvTable(bytes, source, dialect, CsvHeader.read(scanner, unread.splitter(), source));
        }
    }

    CsvRecordScanner scanner() throws IOException {
        return new CsvRecordScanner(new TextDecoder(bytes.open(), dialect.charset()), dialect.delimiter(), source);
    }

    FieldSplitter splitter() {
        return new FieldSplitter(dialect.delimiter());
    }

    @Override
    public RecordReader open() throws IOException {
        return CsvRecordReader.open(this);
    }
}
