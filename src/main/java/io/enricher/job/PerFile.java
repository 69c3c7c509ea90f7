package io.enricher.job;

import io.enricher.domain.SourceRecord;
import java.util.List;
import java.util.function.Function;

/** Something that each input file of a run has one of, as its columns may differ. */
final class PerFile<T> {

    private final List<T> byFile;

    PerFile(List<RunFile> files, Function<RunFile, T> make) {
        this.byFile = files.stream().map(make).toList();
    }

    /** That of the file which the record stands in. */
    T of(SourceRecord record) {
        return byFile.get(record.place().file());
    }
}
