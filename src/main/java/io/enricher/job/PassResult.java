package io.enricher.job;

import io.enricher.domain.RunSummary.Rows;
import io.enricher.output.FinishedPart;
import io.enricher.output.OutputPaths;
import io.enricher.output.RejectedFile;
import java.util.Optional;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What a pass that wrote the output found, kept in the job's execution context so that publish knows it after a
 * restart, too.
 *
 * @param rows          rows by where they came from
 * @param keyDigest     {@link RowOrderDigest} of the rows in order
 * @param enrichedBytes size of the finished part of the output
 * @param rejectedBytes size of the finished part of the rejected records, 0 if there are none
 */
record PassResult(Rows rows, String keyDigest, long enrichedBytes, long rejectedBytes) {

    private static final String PREFIX = "output.";

    /** Whether what the pass sealed is still there: the output's part, and the rejected records in their part or place. */
    boolean isOnDisk(OutputPaths paths) {
        return FinishedPart.find(paths.enriched(), enrichedBytes).isPresent()
                && (rejectedBytes == 0 || RejectedFile.isFinished(paths.rejected(), rejectedBytes));
    }

    /** Removes the parts that the pass sealed. */
    void discard(OutputPaths paths) {
        FinishedPart.find(paths.enriched(), enrichedBytes).ifPresent(FinishedPart::discard);
        FinishedPart.find(paths.rejected(), rejectedBytes).ifPresent(FinishedPart::discard);
    }

    void save(ExecutionContext context) {
        context.putLong(PREFIX + "cached", rows.cached());
        context.putLong(PREFIX + "enriched", rows.enriched());
        context.putLong(PREFIX + "duplicates", rows.duplicates());
        context.putLong(PREFIX + "defaulted", rows.defaulted());
        context.putLong(PREFIX + "failed", rows.failed());
        context.putLong(PREFIX + "rejected", rows.rejected());
        context.putString(PREFIX + "keyDigest", keyDigest);
        context.putLong(PREFIX + "enrichedBytes", enrichedBytes);
        context.putLong(PREFIX + "rejectedBytes", rejectedBytes);
    }

    static void forget(ExecutionContext context) {
        context.remove(PREFIX + "keyDigest");
    }

    static Optional<PassResult> load(ExecutionContext context) {
        if (!context.containsKey(PREFIX + "keyDigest")) {
            return Optional.empty();
        }
        return Optional.of(new PassResult(
                new Rows(
                        context.getLong(PREFIX + "cached"),
                        context.getLong(PREFIX + "enriched"),
                        context.getLong(PREFIX + "duplicates"),
                        context.getLong(PREFIX + "defaulted"),
                        context.getLong(PREFIX + "failed"),
                        context.getLong(PREFIX + "rejected")),
                context.getString(PREFIX + "keyDigest"),
                context.getLong(PREFIX + "enrichedBytes"),
                context.getLong(PREFIX + "rejectedBytes")));
    }
}
