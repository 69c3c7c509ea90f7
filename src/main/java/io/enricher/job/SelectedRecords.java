package io.enricher.job;

import io.enricher.domain.SourceRecord;
import io.enricher.input.RejectListener;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The records of the input that the run is about, and whether their end was reached. For one thread. */
final class SelectedRecords implements ItemStreamReader<SourceRecord> {

    private final ItemStreamReader<SourceRecord> reader;
    private final OptionalLong limit;
    private final RunProgress progress;
    private boolean lastDelivered;
    private boolean exhausted;

    /**
     * @param reader  opens the input; its rejects go to the listener given
     * @param rejects told of the rejected records that the run is about
     * @param limit   highest record number wanted
     */
    SelectedRecords(
            Function<RejectListener, ItemStreamReader<SourceRecord>> reader,
            RejectListener rejects,
            OptionalLong limit,
            RunProgress progress) {
        this.reader = reader.apply(rejected -> {
            if (limit.isEmpty() || rejected.number() <= limit.getAsLong()) {
                rejects.rejected(rejected);
            }
        });
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
        // Nothing is read behind the last one: what stands there is not the run's business, not even if it is
        // malformed.
        SourceRecord record = exhausted || lastDelivered ? null : reader.read();
        if (record == null || (limit.isPresent() && record.number() > limit.getAsLong())) {
            exhausted = true;
            return null;
        }
        lastDelivered = limit.isPresent() && record.number() == limit.getAsLong();
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
