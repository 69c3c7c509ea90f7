package io.enricher.job;

import io.enricher.domain.FailureReason;
import io.enricher.domain.RunSummary;
import io.enricher.input.RejectedRecord;
import io.enricher.output.OutputRow;
import io.enricher.store.RunFailures;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over the input that writes the output of each file into a part, counts the rows by where they came from and
 * keeps the first failures. Used by check-cache as long as every row is in the cache, else by write-output. For one
 * thread.
 */
final class OutputPass implements AutoCloseable {

    /** The summary lists so many failed rows. */
    static final int FAILURES_KEPT = 1000;

    private final List<FileOutput> files;
    private final RunFailures failures;
    private final long runId;
    private final List<RunSummary.Failure> unsavedFailures = new ArrayList<>();
    private int current;
    private long failuresKept;
    private boolean finished;

    /**
     * Starts afresh: what an earlier pass left is replaced.
     *
     * @param files in the order in which their rows come
     */
    OutputPass(List<FileOutput> files, RunFailures failures, long runId) {
        this.files = List.copyOf(files);
        this.failures = failures;
        this.runId = runId;
        failures.clear(runId);
        files.get(0).begin();
    }

    /** @param message why the row failed, for a person; empty if it is ok */
    void write(OutputRow row, String message) {
        goOnTo(row.record().place().file());
        files.get(current).write(row);
        row.error().ifPresent(reason -> keep(row, reason, message));
    }

    /** No row and no rejected record of an earlier file comes any more; only one file is open at a time. */
    private void goOnTo(int file) {
        while (current < file) {
            files.get(current).seal();
            current++;
        }
    }

    /** Comes when the record is read, and so before the rows that were read before it. */
    void reject(RejectedRecord rejected) {
        files.get(rejected.place().file()).reject(rejected);
    }

    /** Saves the failures since the last call; inside the chunk's transaction. */
    void saveFailures() {
        if (!unsavedFailures.isEmpty()) {
            failures.add(runId, unsavedFailures);
            unsavedFailures.clear();
        }
    }

    /** Ends the files and brings them to the disk; those without a row, too. */
    PassResult seal(String keyDigest) {
        saveFailures();
        List<PassResult.OfFile> results = files.stream().map(FileOutput::seal).toList();
        finished = true;
        return new PassResult(results, keyDigest);
    }

    /** Removes the parts unless all are sealed. */
    @Override
    public void close() {
        if (!finished) {
            files.forEach(FileOutput::close);
        }
    }

    private void keep(OutputRow row, FailureReason reason, String message) {
        if (failuresKept < FAILURES_KEPT) {
            failuresKept++;
            unsavedFailures.add(new RunSummary.Failure(row.record().place(), reason, message));
        }
    }
}
