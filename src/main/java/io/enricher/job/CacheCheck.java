package io.enricher.job;

import io.enricher.domain.Answer;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.SourceRecord;
import io.enricher.recipe.Draft;
import io.enricher.recipe.ItemFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStream;

/**
 * The check-cache step's processor: one bulk look-up per chunk, hits are filtered out. As long as there is no miss the
 * output is written on the way, so that a run with everything in the cache reads its input once. For one thread.
 */
final class CacheCheck
        implements StepExecutionListener,
                ChunkListener<SourceRecord, Draft>,
                ItemProcessor<SourceRecord, Draft>,
                ItemStream {

    private static final Logger log = LoggerFactory.getLogger(CacheCheck.class);

    private static final String ROWS = "check.rows";
    private static final String HITS = "check.hits";
    private static final String NOT_SENT = "check.notSent";
    private static final String COOLING = "check.cooling";
    private static final String DIGEST = "check.keyDigest";

    private final PerFile<ItemFactory> items;
    private final Function<List<ItemKey>, Map<ItemKey, Answer>> answers;
    private final Cooldown cooldown;
    private final RowResolver resolver;
    private final SelectedRecords records;
    private final FieldCoverage coverage;
    private final CurrentPass singlePass;
    private final Runnable onFirstMiss;
    private final Queue<Draft> drafts = new ArrayDeque<>();
    private Map<ItemKey, Answer> found = Map.of();
    private ExecutionContext jobContext = new ExecutionContext();
    private RowOrderDigest digest = RowOrderDigest.empty();
    private boolean missed;
    private boolean warned;
    private long rows;
    private long hits;
    private long notSent;
    private long cooling;

    /**
     * @param answers     finds the answers for which nothing is to be asked
     * @param onFirstMiss called once, when the first row is found that must be asked
     */
    CacheCheck(
            PerFile<ItemFactory> items,
            Function<List<ItemKey>, Map<ItemKey, Answer>> answers,
            Cooldown cooldown,
            RowResolver resolver,
            SelectedRecords records,
            FieldCoverage coverage,
            CurrentPass singlePass,
            Runnable onFirstMiss) {
        this.items = items;
        this.answers = answers;
        this.cooldown = cooldown;
        this.resolver = resolver;
        this.records = records;
        this.coverage = coverage;
        this.singlePass = singlePass;
        this.onFirstMiss = onFirstMiss;
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        jobContext = stepExecution.getJobExecution().getExecutionContext();
    }

    @Override
    public void open(ExecutionContext context) {
        rows = context.getLong(ROWS, 0);
        hits = context.getLong(HITS, 0);
        notSent = context.getLong(NOT_SENT, 0);
        coverage.open(context);
        cooling = context.getLong(COOLING, 0);
        digest =
                context.containsKey(DIGEST) ? RowOrderDigest.resume(context.getString(DIGEST)) : RowOrderDigest.empty();
        if (rows == 0) {
            singlePass.begin();
        }
    }

    @Override
    public void beforeChunk(Chunk<SourceRecord> chunk) {
        List<ItemKey> keys = new ArrayList<>(chunk.size());
        for (SourceRecord record : chunk) {
            if (SelectedRecords.isPadding(record)) {
                continue;
            }
            Draft draft = items.of(record).prepare(record);
            drafts.add(draft);
            if (draft instanceof Draft.Ready ready) {
                keys.add(ready.item().key());
            }
        }
        found = answers.apply(keys);
        cooldown.look(keys.stream().filter(key -> !found.containsKey(key)).toList());
    }

    @Override
    public @Nullable Draft process(SourceRecord record) {
        if (SelectedRecords.isPadding(record)) {
            return null;
        }
        Draft draft = drafts.remove();
        Item item = RowResolver.itemOf(draft);
        digest.add(item.key());
        coverage.see(item);
        rows++;
        if (draft instanceof Draft.Incomplete incomplete) {
            notSent++;
            singlePass.write(resolver.notSent(record, incomplete));
            return draft;
        }
        Answer answer = found.get(item.key());
        if (answer != null) {
            hits++;
            singlePass.write(resolver.answered(record, answer, Optional.empty()));
            return null;
        }
        Optional<String> notYet = cooldown.messageFor(item.key());
        if (notYet.isPresent()) {
            cooling++;
            singlePass.write(resolver.failed(record, FailureReason.COOLDOWN, notYet.get()));
            return draft;
        }
        if (!missed) {
            missed = true;
            singlePass.giveUp();
            onFirstMiss.run();
        }
        return draft;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putLong(ROWS, rows);
        context.putLong(HITS, hits);
        context.putLong(NOT_SENT, notSent);
        context.putLong(COOLING, cooling);
        context.putString(DIGEST, digest.state());
        coverage.save(context);
        if (records.isExhausted()) {
            warnOnce();
            singlePass.finish(digest.state()).ifPresent(result -> result.save(jobContext));
        } else {
            singlePass.saveFailures();
        }
    }

    private void warnOnce() {
        if (!warned) {
            warned = true;
            coverage.warnings(rows).forEach(warning -> log.warn("{}", warning));
        }
    }

    @Override
    public void close() {
        singlePass.giveUp();
    }

    /** Whether the run knows all of its items. */
    static boolean isComplete(JobRepository jobRepository, JobInstance instance) {
        return steps(jobRepository, instance).anyMatch(step -> step.getStatus() == BatchStatus.COMPLETED);
    }

    private static Stream<StepExecution> steps(JobRepository jobRepository, JobInstance instance) {
        return jobRepository.getJobExecutions(instance).stream()
                .flatMap(execution -> execution.getStepExecutions().stream())
                .filter(step -> step.getStepName().equals(EnrichJobFactory.CHECK_CACHE));
    }

    /**
     * What a check-cache step found, kept in its execution context.
     *
     * @param notSent rows with an empty required field
     * @param cooling rows that failed in an earlier run and are not asked yet
     */
    record Result(long rows, long hits, long notSent, long cooling, String keyDigest) {

        /** Of the newest check-cache step of a run, also if it did not finish; empty before its first chunk. */
        static Optional<Result> last(JobRepository jobRepository, JobInstance instance) {
            // By id: getLastStepExecution sorts by the local start time, of which an hour comes twice in autumn.
            return steps(jobRepository, instance)
                    .max(Comparator.comparingLong(StepExecution::getId))
                    .map(StepExecution::getExecutionContext)
                    .filter(context -> context.containsKey(DIGEST))
                    .map(Result::load);
        }

        /** Of the check-cache step that completed before {@code step} began. */
        static Result before(StepExecution step, JobRepository jobRepository) {
            return last(jobRepository, step.getJobExecution().getJobInstance())
                    .orElseThrow(() ->
                            new IllegalStateException(step.getStepName() + " follows " + EnrichJobFactory.CHECK_CACHE));
        }

        private static Result load(ExecutionContext context) {
            return new Result(
                    context.getLong(ROWS),
                    context.getLong(HITS),
                    context.getLong(NOT_SENT),
                    context.getLong(COOLING),
                    context.getString(DIGEST));
        }
    }
}
