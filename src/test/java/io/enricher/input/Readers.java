package io.enricher.input;

import io.enricher.domain.SourceRecord;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Readers of one file, as a run has them. */
final class Readers {

    private Readers() {}

    static ItemStreamReader<SourceRecord> resumable(InputFile input, RejectListener rejects) {
        return of(input, StartingPoint.SAVED, rejects);
    }

    static ItemStreamReader<SourceRecord> fromBeginning(InputFile input, RejectListener rejects) {
        return of(input, StartingPoint.BEGINNING, rejects);
    }

    private static ItemStreamReader<SourceRecord> of(InputFile input, StartingPoint start, RejectListener rejects) {
        return new ReadAheadReader(told -> new RecordSequence(List.of(input.records()), start, told), start, rejects);
    }
}
