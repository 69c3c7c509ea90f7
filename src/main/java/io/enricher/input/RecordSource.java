package io.enricher.input;

import io.enricher.domain.SourceRecord;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** An input whose head has been read and found good. */
interface RecordSource {

    /** The column names in the input's order. */
    List<String> columns();

    /** How an output that follows the input is written. */
    CsvDialect dialect();

    ItemStreamReader<SourceRecord> reader(StartingPoint start, RejectListener rejects);
}
