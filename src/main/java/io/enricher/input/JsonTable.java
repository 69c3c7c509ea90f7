package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A JSON file of which the first records were read. Its columns are the keys of its objects, in the order in which they
 * first occur; an object need not have all of them.
 *
 * @param bytes   the file, unpacked
 * @param source  how messages name it
 * @param shape   how its records are laid out
 * @param charset its encoding
 * @param columns of the first records
 */
record JsonTable(ByteSource bytes, String source, Shape shape, Charset charset, List<String> columns)
        implements RecordSource {

    /** So many records show what columns there are. */
    private static final int RECORDS_LOOKED_AT = 1_000;

    /** How the records are laid out. */
    enum Shape {
        /** One object per line. */
        LINES,
        /** One array of objects. */
        ARRAY
    }

    JsonTable {
        columns = List.copyOf(columns);
    }

    static JsonTable inspect(ByteSource bytes, String source, Shape shape, ReaderSettings settings) throws IOException {
        Charset charset = settings.charset().orElse(StandardCharsets.UTF_8);
        JsonTable unread = new JsonTable(bytes, source, shape, charset, List.of());
        return new JsonTable(bytes, source, shape, charset, unread.columnsOf(RECORDS_LOOKED_AT));
    }

    JsonRecords open() throws IOException {
        TextDecoder decoder = new TextDecoder(bytes.open(), charset);
        return switch (shape) {
            case LINES -> new JsonLinesRecords(new LineScanner(decoder, source));
            case ARRAY -> new JsonArrayRecords(new DecodedReader(decoder), source);
        };
    }

    private List<String> columnsOf(long records) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (JsonRecords opened = open()) {
            JsonRecords.JsonRecord record = opened.next();
            for (long n = 0; record != null && n < records; n++) {
                record.fields().ifPresent(fields -> names.addAll(fields.texts().keySet()));
                record = opened.next();
            }
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> allColumns() {
        try {
            return columnsOf(Long.MAX_VALUE);
        } catch (IOException e) {
            throw Unreadable.because(source, e);
        }
    }

    @Override
    public boolean hasTypedValues() {
        return true;
    }

    @Override
    public CsvDialect dialect() {
        return new CsvDialect(',', StandardCharsets.UTF_8, false, "\n");
    }

    /** @throws InvalidInputException if the file is no longer the one that was inspected, or cannot be read */
    @Override
    public ItemStreamReader<SourceRecord> reader(StartingPoint start, RejectListener rejects) {
        return new JsonRecordReader(this, start, rejects);
    }
}
