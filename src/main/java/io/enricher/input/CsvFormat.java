package io.enricher.input;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** CSV by RFC 4180, with any of the usual delimiters. */
final class CsvFormat implements InputFormat {

    private static final String TAB_SEPARATED = "tsv";

    @Override
    public List<String> extensions() {
        return List.of("csv", TAB_SEPARATED);
    }

    @Override
    public RecordSource inspect(ByteSource bytes, String source, String extension, ReaderSettings settings)
            throws IOException {
        Optional<Character> usual = extension.equals(TAB_SEPARATED) ? Optional.of('\t') : Optional.empty();
        return CsvTable.inspect(bytes, source, settings, usual);
    }
}
