package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.RunSummary;
import io.enricher.output.EnrichedFile;
import io.enricher.output.FinishedPart;
import io.enricher.output.OutputRow;
import io.enricher.output.RejectedFile;
import io.enricher.store.RunFailures;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over the input that writes the output into a part file, counts the rows by where they came from and keeps the
 * first failures. Used by check-cache as long as every row is in the cache, else by write-output. For one thread.
 */
final class OutputPass implements AutoCloseable {

    /** The summary lists so many failed rows. */
    static final int FAILURES_KEPT = 1000;

    private final EnrichedFile enriched;
    private final RejectedFile rejected;
    private final RunFailures failures;
    private final long runId;
    private final List<RunSummary.Failure> unsavedFailures = new ArrayList<>();
    private long failuresKept;
    private long cached;
    private long asked;
    private long duplicates;
    private long defaulted;
    private long failed;

    /** Starts afresh: what an earlier pass left is replaced. */
    OutputPass(EnrichedFile enriched, RejectedFile rejected, RunFailures failures, long runId) {
        this.enriched = enriched;
        this.rejected = rejected;
        this.failures = failures;
        this.runId = runId;
        failures.clear(runId);
    }

    /** @param message why the row failed, for a person; empty if it is ok */
    void write(OutputRow row, String message) {
        enriched.write(row);
        if (row.error().isPresent()) {
            failed++;
            keep(row, row.error().get(), message);
            return;
        }
        switch (row.source()) {
            case CACHE -> cached++;
            case MODEL -> asked++;
            case DUPLICATE -> duplicates++;
            case DEFAULT -> defaulted++;
            case NONE -> throw new IllegalArgumentException("an ok row has a source");
        }
    }

    void reject(long number, long line, String reason, String text) {
        rejected.write(number, line, reason, text);
    }

    /** Saves the failures since the last call; inside the chunk's transaction. */
    void saveFailures() {
        if (!unsavedFailures.isEmpty()) {
            failures.add(runId, unsavedFailures);
            unsavedFailures.clear();
        }
    }

    /** Ends the files and brings them to the disk. */
    PassResult seal(String keyDigest) {
        saveFailures();
        FinishedPart part = enriched.seal();
        long rejectedBytes = rejected.seal().map(FinishedPart::bytes).orElse(0L);
        RunSummary.Rows rows = new RunSummary.Rows(cached, asked, duplicates, defaulted, failed, rejected.count());
        return new PassResult(rows, keyDigest, part.bytes(), rejectedBytes);
    }

    /** Removes the parts unless they are sealed. */
    @Override
    public void close() {
        enriched.close();
        rejected.close();
    }

    private void keep(OutputRow row, FailureReason reason, String message) {
        if (failuresKept < FAILURES_KEPT) {
            failuresKept++;
            unsavedFailures.add(
                    new RunSummary.Failure(row.record().number(), row.record().line(), reason, message));
        }
    }
}
