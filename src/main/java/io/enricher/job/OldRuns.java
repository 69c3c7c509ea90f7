package io.enricher.job;

import io.enricher.store.CallLedger;
import io.enricher.store.FailedItems;
import io.enricher.store.RunHistory;
import io.enricher.store.StoredRun;
import io.enricher.store.Vectors;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;

/** Deletes runs that nobody asks for any more, with what Spring Batch keeps of them and the replies to their calls. */
final class OldRuns {

    private static final Logger log = LoggerFactory.getLogger(OldRuns.class);

    private final RunHistory runs;
    private final CallLedger calls;
    private final FailedItems failedItems;
    private final Vectors vectors;
    private final KeptReplies replies;
    private final JobRepository jobRepository;

    OldRuns(Store store, KeptReplies replies, JobRepository jobRepository) {
        this.runs = store.runs();
        this.calls = store.calls();
        this.failedItems = store.failedItems();
        this.vectors = store.vectors();
        this.replies = replies;
        this.jobRepository = jobRepository;
    }

    /** Forgets finished runs that ended before {@code instant}. Other processes may do the same at the same time. */
    void forgetEndedBefore(Instant instant) {
        for (StoredRun run : runs.endedBefore(instant)) {
            try {
                forget(run.run().job(), run.runId());
            } catch (RuntimeException e) {
                // Another process deletes it just now; else the next start tries again. No reason to fail a run.
                log.warn("An old run (number {}) could not be forgotten: {}", run.runId(), e.getMessage());
            }
        }
    }

    /** Forgets which items failed before {@code instant}. */
    void forgetFailuresBefore(Instant instant) {
        try {
            failedItems.forgetThoseBefore(instant);
        } catch (RuntimeException e) {
            // As above: the next start tries again.
            log.warn("Old failures could not be forgotten: {}", e.getMessage());
        }
    }

    /** Deletes vectors that no run has used since {@code instant}. */
    void forgetVectorsBefore(Instant instant) {
        try {
            vectors.forgetUnusedSince(instant);
        } catch (RuntimeException e) {
            // As above: the next start tries again.
            log.warn("Old vectors could not be deleted: {}", e.getMessage());
        }
    }

    /** Forgets what a dead process left of a job that is never continued. */
    void forgetLatestOf(String job, Path output) {
        runs.latestOf(job, output.toString()).ifPresent(dead -> forget(job, dead.runId()));
    }

    /** Our own row last: a kill in between leaves it, and the run is forgotten again. */
    void forget(String job, long runId) {
        JobInstance instance = jobRepository.getJobInstance(job, JobIdentity.parametersOf(runId));
        if (instance != null) {
            jobRepository.deleteJobInstance(instance);
        }
        replies.forget(replies.callsOf(runId, calls));
        runs.delete(runId);
    }
}
