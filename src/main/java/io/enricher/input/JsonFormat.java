package io.enricher.input;

import java.io.IOException;
import java.util.List;

/** JSON: one object per line, or one array of objects. */
final class JsonFormat implements InputFormat {

    private static final String ARRAY = "json";

    @Override
    public List<String> extensions() {
        return List.of("jsonl", "ndjson", ARRAY);
    }

    @Override
    public RecordSource inspect(ByteSource bytes, String source, String extension, ReaderSettings settings)
            throws IOException {
        JsonTable.Shape shape = extension.equals(ARRAY) ? JsonTable.Shape.ARRAY : JsonTable.Shape.LINES;
        return JsonTable.inspect(bytes, source, shape, settings);
    }
}
