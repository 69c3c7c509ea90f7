package io.enricher.output;

import io.enricher.domain.FailureReason;
import io.enricher.domain.SourceRecord;
import java.util.Locale;
import java.util.Optional;

/**
 * One row of the enriched file: an input record and what became of it.
 *
 * @param record     the record as it was read
 * @param answerJson the answer's fields, of the model or of the recipe's default, as one JSON object; empty if there is
 *                   neither
 * @param status     whether the row ended well
 * @param source     where the answer comes from; {@link Source#NONE} exactly if there is no answer
 * @param model      the model that the answer is credited to, empty if none
 * @param error      why the row failed, empty exactly if it is ok
 * @param note       flags for {@code enrichment_note}, empty if there are none
 */
public record OutputRow(
        SourceRecord record,
        Optional<String> answerJson,
        Status status,
        Source source,
        String model,
        Optional<FailureReason> error,
        String note) {

    public OutputRow {
        if (answerJson.isPresent() == (source == Source.NONE)) {
            throw new IllegalArgumentException(
                    "record " + record.number() + ": an answer has a source, and no answer has none, not " + source);
        }
        if (error.isPresent() != (status == Status.FAILED)) {
            throw new IllegalArgumentException(
                    "record " + record.number() + ": a failed row has a reason, and an ok row has none");
        }
        if (status == Status.OK && answerJson.isEmpty()) {
            throw new IllegalArgumentException("record " + record.number() + ": an ok row has an answer");
        }
    }

    /** {@code enrichment_status}. */
    public enum Status {
        OK,
        FAILED;

        /** The status as it is written in files. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code enrichment_source}. */
    public enum Source {
        /** Asked in this run. */
        MODEL,
        /** Answered before this run. */
        CACHE,
        /** A later row with the key of one that was asked in this run. */
        DUPLICATE,
        /** The recipe's default. */
        DEFAULT,
        /** No answer. */
        NONE;

        /** The source as it is written in files; empty for {@link #NONE}. */
        public String code() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
        }
    }
}
