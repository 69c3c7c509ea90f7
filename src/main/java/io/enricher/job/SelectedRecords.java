package io.enricher.job;

import io.enricher.domain.SourceRecord;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The records of the input that the run is about, and whether their end was reached. For one thread. */
final class SelectedRecords implements ItemStreamReader<SourceRecord> {

    private final ItemStreamReader<SourceRecord> reader;
    private final OptionalLong limit;
    private final RunProgress progress;
    private boolean exhausted;

    /** @param limit highest record number wanted */
    SelectedRecords(ItemStreamReader<SourceRecord> reader, OptionalLong limit, RunProgress progress) {
        this.reader = reader;
        this.limit = limit;
        this.progress = progress;
    }

    /** Nothing more is wanted. */
    void skipAll() {
        exhausted = true;
    }

    boolean isExhausted() {
        return exhausted;
    }

    @Override
    public void open(ExecutionContext executionContext) {
        reader.open(executionContext);
    }

    @Override
    public @Nullable SourceRecord read() throws Exception {
        SourceRecord record = exhausted ? null : reader.read();
        if (record == null || (limit.isPresent() && record.number() > limit.getAsLong())) {
            exhausted = true;
            return null;
        }
        progress.rowRead();
        return record;
    }

    @Override
    public void update(ExecutionContext executionContext) {
        reader.update(executionContext);
    }

    @Override
    public void close() {
        reader.close();
    }
}
