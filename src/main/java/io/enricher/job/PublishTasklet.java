package io.enricher.job;

import io.enricher.domain.OutputException;
import io.enricher.domain.RunFailedException;
import io.enricher.domain.RunSummary;
import io.enricher.output.FinishedPart;
import io.enricher.output.RejectedFile;
import io.enricher.output.TextFile;
import io.enricher.report.JsonSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Puts the finished output in its place, once it is proved complete; writes the summary; forgets the work rows last. May
 * be killed and run again at any point.
 */
final class PublishTasklet implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(PublishTasklet.class);

    private final EnrichRun run;
    private final Store store;
    private final JobRepository jobRepository;
    private final SummaryAssembler summaries;
    private final RunLocks.Held lock;
    private final DatabaseSpace space;
    private final RunReports reports;

    PublishTasklet(
            EnrichRun run,
            Store store,
            JobRepository jobRepository,
            SummaryAssembler summaries,
            RunLocks.Held lock,
            DatabaseSpace space,
            RunReports reports) {
        this.run = run;
        this.store = store;
        this.jobRepository = jobRepository;
        this.summaries = summaries;
        this.lock = lock;
        this.space = space;
        this.reports = reports;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) {
        StepExecution step = contribution.getStepExecution();
        ExecutionContext jobContext = step.getJobExecution().getExecutionContext();
        PassResult result = PassResult.load(jobContext)
                .orElseThrow(() -> new RunFailedException("the output was not written; start again"));
        provePassesAgree(result, step);
        proveNothingIsPending();
        lock.progress("publishing");
        if (!lock.isHeld()) {
            throw RunLocks.lost();
        }
        publish(result, step.getJobExecution());
        run.files().forEach(file -> file.format().remove(file.paths().partial()));
        RunSummary summary = reports.publish(
                run.id(),
                summaries.completed(step.getJobExecution(), result),
                result.files(),
                run.paths().report());
        summaries.publishedAs(summary);
        TextFile.write(run.paths().summary(), new JsonSummary().render(summary));
        summaries.store(summary);
        purge();
        return RepeatStatus.FINISHED;
    }

    /** The run is complete by now: rows that stay are purged by the next start for the same output. */
    private void purge() {
        try {
            space.deleted(store.workItems().purge(run.id()));
        } catch (RuntimeException e) {
            log.warn(
                    "The output is complete, but the run's work rows could not be deleted; the next start tries again",
                    e);
        }
    }

    /** Both passes must have read the same rows, and every row read is a row of the output or was rejected. */
    private void provePassesAgree(PassResult result, StepExecution current) {
        CacheCheck.Result checked = CacheCheck.Result.before(current, jobRepository);
        long written = result.rows().total() - result.rows().rejected();
        if (!checked.keyDigest().equals(result.keyDigest()) || checked.rows() != written) {
            store.runs().abandon(run.id());
            result.discard(run.paths().files());
            throw new ChangedInput(run.input()).refusal();
        }
    }

    private void proveNothingIsPending() {
        long pending = store.workItems().counts(run.id()).pending();
        if (pending > 0) {
            throw new RunFailedException(pending + " rows were not asked yet; start again to continue");
        }
    }

    /**
     * Every part is looked for before the first is moved. One that cannot be brought to its place does not keep the
     * others from theirs, and the next start brings that one only.
     */
    private void publish(PassResult result, JobExecution execution) {
        List<PassResult.OfFile> files = new ArrayList<>(result.files());
        Map<Integer, FinishedPart> parts = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).published()) {
                parts.put(i, partOf(run.files().get(i).paths().enriched(), files.get(i)));
            }
        }
        Optional<OutputException> refused = Optional.empty();
        for (Map.Entry<Integer, FinishedPart> entry : parts.entrySet()) {
            int i = entry.getKey();
            try {
                RejectedFile.publish(
                        run.files().get(i).paths().rejected(), files.get(i).rejectedBytes());
                run.files().get(i).format().publish(entry.getValue());
                files.set(i, files.get(i).inPlace());
            } catch (OutputException e) {
                refused.ifPresent(first -> first.addSuppressed(e));
                refused = refused.or(() -> Optional.of(e));
            }
        }
        if (refused.isPresent()) {
            new PassResult(files, result.keyDigest()).save(execution.getExecutionContext());
            // Now: what Spring Batch saves of a step that fails is not to be relied on here.
            jobRepository.updateExecutionContext(execution);
            throw refused.get();
        }
    }

    private static FinishedPart partOf(Path enriched, PassResult.OfFile result) {
        return FinishedPart.find(enriched, result.enrichedBytes())
                .orElseThrow(() -> new RunFailedException(
                        "the finished output " + enriched + ".part is gone; start again to write it"));
    }
}
