package io.enricher.job;

import io.enricher.domain.SourceRecord;
import io.enricher.input.RejectListener;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The records of the input that the run is about, and whether their end was reached. For one thread. */
final class SelectedRecords implements ItemStreamReader<SourceRecord> {

    /** In the place of a record where a chunk is not to be filled; passed over by all who process chunks. */
    private static final SourceRecord PADDING = new SourceRecord(0, 0, Map.of());

    /** So much text is enough for a chunk, in characters: memory must not grow with the length of the rows. */
    private static final long ENOUGH_FOR_A_CHUNK = 8 << 20;

    private final ItemStreamReader<SourceRecord> reader;
    private final SelectedNumbers wanted;
    private final RunProgress progress;
    private boolean lastDelivered;
    private final int chunk;
    private boolean exhausted;
    private int given;
    private long characters;

    /**
     * @param reader  opens the input; its rejects go to the listener given
     * @param rejects told of the rejected records that the run is about
     * @param wanted  numbers of the records that the run is about; the others only fill chunks
     * @param chunk   size of the step's chunks
     */
    SelectedRecords(
            Function<RejectListener, ItemStreamReader<SourceRecord>> reader,
            RejectListener rejects,
            SelectedNumbers wanted,
            int chunk,
            RunProgress progress) {
        this.reader = reader.apply(rejected -> {
            if (wanted.contains(rejected.number())) {
                rejects.rejected(rejected);
            }
        });
        this.wanted = wanted;
        this.chunk = chunk;
        this.progress = progress;
    }

    /** Whether a record only fills a chunk; records are numbered from 1. */
    static boolean isPadding(SourceRecord record) {
        return record.number() == PADDING.number();
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
        given = 0;
        characters = 0;
        reader.open(executionContext);
    }

    @Override
    public @Nullable SourceRecord read() throws Exception {
        if (given == chunk) {
            given = 0;
            characters = 0;
        }
        if (characters > ENOUGH_FOR_A_CHUNK) {
            given++;
            return PADDING;
        }
        // Nothing is read behind the last one: what stands there is not the run's business, not even if it is
        // malformed.
        SourceRecord record = exhausted || lastDelivered ? null : reader.read();
        if (record == null || record.number() > wanted.last()) {
            exhausted = true;
            return null;
        }
        lastDelivered = record.number() == wanted.last();
        given++;
        progress.rowRead();
        if (!wanted.contains(record.number())) {
            // It takes its place in the chunk, so that the way to the next one wanted is committed and can be stopped.
            return PADDING;
        }
        record.fields().values().forEach(text -> characters += text.length());
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
