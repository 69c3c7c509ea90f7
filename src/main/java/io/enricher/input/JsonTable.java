package io.enricher.input;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A JSON file of which the first records were read. Its columns are the keys of its objects, in the order in which they
 * first occur; an object need not have all of them.
 *
 * @param bytes   the file, unpacked
 * @param source  how messages name it
 * @param shape   how its records are laid out
 * @param charset its encoding
 * @param head    what the first records showed
 */
record JsonTable(ByteSource bytes, String source, Shape shape, Charset charset, Head head) implements RecordSource {

    /** So many records show what columns there are. */
    private static final int RECORDS_LOOKED_AT = 1_000;

    /** How the records are laid out. */
    enum Shape {
        /** One object per line. */
        LINES,
        /** One array of objects. */
        ARRAY
    }

    /**
     * The beginning of the file.
     *
     * @param columns of its records
     * @param isAll   whether the file ended within it
     */
    record Head(List<String> columns, boolean isAll) {

        private static final Head UNREAD = new Head(List.of(), false);

        Head {
            columns = List.copyOf(columns);
        }
    }

    static JsonTable inspect(ByteSource bytes, String source, Shape shape, ReaderSettings settings) throws IOException {
        Charset charset = settings.charset().orElse(StandardCharsets.UTF_8);
        JsonTable unread = new JsonTable(bytes, source, shape, charset, Head.UNREAD);
        return new JsonTable(bytes, source, shape, charset, unread.headOf(RECORDS_LOOKED_AT));
    }

    @Override
    public RecordReader open() throws IOException {
        TextDecoder decoder = new TextDecoder(bytes.open(), charset);
        return switch (shape) {
            case LINES -> new JsonLinesRecords(new LineScanner(decoder, source));
            case ARRAY -> new JsonArrayRecords(new DecodedReader(decoder), source);
        };
    }

    private Head headOf(long records) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (RecordReader opened = open()) {
            FoundRecord record = opened.next();
            for (long n = 0; record != null && n < records; n++) {
                if (record instanceof FoundRecord.Good good) {
                    names.addAll(good.fields().keySet());
                }
                record = opened.next();
            }
            return new Head(List.copyOf(names), record == null);
        }
    }

    @Override
    public List<String> columns() {
        return head.columns();
    }

    @Override
    public boolean knowsAllColumns() {
        return head.isAll();
    }

    @Override
    public List<String> allColumns() {
        try {
            return headOf(Long.MAX_VALUE).columns();
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
}
