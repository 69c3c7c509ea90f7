package io.enricher.recipe;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.SourceRecord;
import java.util.List;

/** What is known of the spans around a record. Safe for use by many threads. */
@FunctionalInterface
public interface ContextSource {

    /** No record has context, or none is known yet. */
    ContextSource NONE = record -> List.of();

    /** The spans that may be shown beside the record, the nearest first; more than are shown, as some are left out. */
    List<ContextSpan> of(SourceRecord record);
}
