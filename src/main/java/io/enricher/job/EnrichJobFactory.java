package io.enricher.job;

import io.enricher.domain.SourceRecord;
import io.enricher.enrich.BatchEnricher;
import io.enricher.enrich.OutcomeLog;
import io.enricher.enrich.Questions;
import io.enricher.input.RejectListener;
import io.enricher.output.EnrichedFile;
import io.enricher.output.OutputColumns;
import io.enricher.output.RejectedFile;
import io.enricher.provider.ModelStack;
import io.enricher.recipe.AnswerFinisher;
import io.enricher.recipe.Draft;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds the jobs of one run: check-cache, plan, enrich, write-output, publish; an estimate ends after the plan. The
 * walk of a row is told in {@code docs/ARCHITECTURE.md}.
 */
final class EnrichJobFactory {

    static final String ENRICH = "enrich";
    static final String ESTIMATE = "estimate";
    static final String CHECK_CACHE = "check-cache";
    static final String FIND_CONTEXT = "find-context";
    static final String PLAN = "plan";
    static final String WRITE_OUTPUT = "write-output";
    static final String PUBLISH = "publish";

    /** Rows per look-up: larger chunks cost memory and gain nothing (measured 2026-11 with 1 M rows). */
    static final int LOOK_UP_CHUNK = 2000;

    private final EnrichRun run;
    private final CacheUse cacheUse;
    private final Store store;
    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final RunControl control;
    private final BooleanSupplier lockHeld;
    private final RunProgress progress;
    private final RunListener listener;
    private final EnricherProperties properties;
    private final KeptReplies replies;
    private final ObservationRegistry observations;

    /**
     * @param lockHeld     whether this process still holds the run's lock
     * @param observations where Spring Batch tells of jobs, steps and chunks
     */
    EnrichJobFactory(
            EnrichRun run,
            Store store,
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            RunControl control,
            BooleanSupplier lockHeld,
            RunProgress progress,
            RunListener listener,
            EnricherProperties properties,
            KeptReplies replies,
            ObservationRegistry observations) {
        this.run = run;
        this.cacheUse = run.request().cacheUse();
        this.store = store;
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.control = control;
        this.lockHeld = lockHeld;
        this.progress = progress;
        this.listener = listener;
        this.properties = properties;
        this.replies = replies;
        this.observations = observations;
    }

    /** The job that asks and writes. */
    Job enrich(Supplier<Questions> questions, Planner planner, ModelStack model, PublishTasklet publish) {
        Runnable prepareToAsk = () -> {
            store.answers().enableHeapTier();
            model.warmUp();
        };
        return withContext(begin(ENRICH, checkCache(CurrentPass.of(this::beginOutput), prepareToAsk)))
                .next(plan(planner, PlanTasklet.Verdict.SPEND, () -> {
                    refuseColumnsThatClash();
                    if (run.recipe().readsSource()) {
                        run.spans().loadKnowledge();
                    }
                    prepareToAsk.run();
                }))
                .next(enrichStep(questions, model))
                .next(writeOutput())
                .next(publish(publish))
                .build();
    }

    /** The job that looks and spends nothing. */
    Job estimate(Planner planner) {
        return withContext(begin(ESTIMATE, checkCache(CurrentPass.none(), () -> {})))
                .next(plan(planner, PlanTasklet.Verdict.LOOK_ONLY, () -> {}))
                .build();
    }

    private Step checkCache(CurrentPass pass, Runnable onFirstMiss) {
        SelectedRecords records = selected(run.input()::resumableReader, pass);
        Cooldown cooldown = new Cooldown(
                store.failedItems(), run.id(), cacheUse.cooldown(properties.failedCooldown()), InstantSource.system());
        CacheCheck check = new CacheCheck(
                run.items(),
                keys -> cacheUse.lookUp(store, keys),
                cooldown,
                resolver(),
                records,
                FieldCoverage.of(run),
                pass,
                onFirstMiss);
        CommittedContext position = new CommittedContext();
        return new StepBuilder(CHECK_CACHE, jobRepository)
                .<SourceRecord, Draft>chunk(LOOK_UP_CHUNK)
                .observationRegistry(observations)
                .transactionManager(transactions)
                .reader(records)
                .processor(check)
                .writer(new WorkItemWriter(store.workItems(), run.id(), cooldown))
                .listener((ChunkListener<SourceRecord, Draft>) position)
                .listener((StepExecutionListener) position)
                .listener((ChunkListener<SourceRecord, Draft>) check)
                .listener((StepExecutionListener) check)
                .listener(new PhaseListener(progress, "checking the cache"))
                .interruptionPolicy(new StopPolicy(this::mustStop))
                .build();
    }

    /** What the keys hold is found before the first is made, and outside of a chunk's transaction. */
    private SimpleJobBuilder begin(String job, Step checkCache) {
        JobBuilder builder = new JobBuilder(job, jobRepository).observationRegistry(observations);
        if (!run.spans().hasContextInKeys()) {
            return builder.start(checkCache);
        }
        return builder.start(findContext(run.spans()::contextOfAll)).next(checkCache);
    }

    /** Rows have none, and spans of which all is in the cache need none. */
    private SimpleJobBuilder withContext(SimpleJobBuilder job) {
        PendingContext pending = new PendingContext(store.workItems(), run.id(), run.spans(), newTransaction());
        return run.spans().findsContextOfItems() ? job.next(findContext(pending::find)) : job;
    }

    private Step findContext(Runnable search) {
        return new StepBuilder(FIND_CONTEXT, jobRepository)
                .observationRegistry(observations)
                .tasklet(new ContextTasklet(search), transactions)
                .transactionAttribute(ownTransactions())
                .allowStartIfComplete(true)
                .build();
    }

    private Step plan(Planner planner, PlanTasklet.Verdict verdict, Runnable prepareToAsk) {
        PlanTasklet tasklet = new PlanTasklet(
                planner, store, cacheUse, run.id(), jobRepository, listener, progress, verdict, prepareToAsk);
        return new StepBuilder(PLAN, jobRepository)
                .observationRegistry(observations)
                .tasklet(tasklet, transactions)
                .transactionAttribute(ownTransactions())
                .listener(new PhaseListener(progress, "planning"))
                .allowStartIfComplete(true)
                .build();
    }

    private Step enrichStep(Supplier<Questions> questions, ModelStack model) {
        FailureCount failures = new FailureCount(FailureBudget.parse(properties.failureLimit()));
        PendingCursor cursor =
                new PendingCursor(store.workItems(), run.id(), run.limits().maxItems(), run.sizes()::current, control);
        ScanTracker scan = new ScanTracker();
        LiveStream live = LiveStream.of(run, store);
        int threads = properties.concurrency();
        SimpleAsyncTaskExecutor workers = new SimpleAsyncTaskExecutor("enrich-");
        Step worker = new StepBuilder("enrich-worker", new WorkerRepository(jobRepository, System::nanoTime))
                .<AskedItem, AskedItem>chunk(run.limits().maxItems())
                .observationRegistry(observations)
                .transactionManager(withoutTransaction())
                .reader(cursor)
                .processor(AskedItem::unlessPadding)
                .writer(writer(questions, model, failures, scan, live))
                .faultTolerant()
                .skipPolicy(new FailureBudgetSkipPolicy(failures, control))
                .listener((StepExecutionListener) new WorkerListener(scan))
                .interruptionPolicy(new StopPolicy(() -> !scan.isScanning() && mustStop()))
                .allowStartIfComplete(true)
                .build();
        return new StepBuilder(ENRICH, jobRepository)
                .observationRegistry(observations)
                .partitioner("enrich-worker", new ThreadPartitioner(() -> partitions(threads)))
                .step(worker)
                .gridSize(threads)
                .taskExecutor(workers)
                .listener(new EndOfWorkers(workers, properties.timeout(), control, live::close))
                .listener(new EnrichListener(
                        store.workItems(), store.failedItems(), run, jobRepository, cursor, failures, control))
                // After the one that sets failed rows to be asked again: they are not shown as failed.
                .listener(live)
                .listener(new PhaseListener(progress, "asking"))
                .allowStartIfComplete(true)
                .build();
    }

    private EnrichmentWriter writer(
            Supplier<Questions> questions, ModelStack model, FailureCount failures, ScanTracker scan, LiveStream live) {
        OutcomeRecorder recorder = new OutcomeRecorder(run, store, cacheUse, progress, replies);
        OutcomeLog log = (outcomes, call, unusable) -> {
            recorder.record(outcomes, call, unusable);
            live.committed(outcomes);
            call.ifPresent(answered -> model.callRecorded(answered.made()));
        };
        Supplier<BatchEnricher> enricher = () -> new BatchEnricher(
                run.recipe(), run.provider().model(), questions.get(), run.sizes(), model.client(), log, control);
        BatchNames names = new BatchNames(
                run.sizes()::current, () -> store.workItems().counts(run.id()).pending(), size -> store.workItems()
                        .pendingPrompts(run.id(), size));
        return new EnrichmentWriter(enricher, failures, control, scan, names);
    }

    private int partitions(int threads) {
        return (int) Math.max(1, Math.min(threads, batchesLeft()));
    }

    private long batchesLeft() {
        return store.workItems().pendingPrompts(run.id(), run.sizes().current());
    }

    /** Writes what is done so far of a run that stops at its cost cap. */
    PartialOutput partialOutput() {
        Supplier<OutputPass> begin = () -> new OutputPass(
                run.files().stream()
                        .map(file -> outputOf(file, file.paths().partial()))
                        .toList(),
                store.failures(),
                run.id());
        // Records that were rejected are told of when the whole output is there.
        SelectedRecords records = selected(run.input()::readerFromBeginning, rejected -> {});
        return new PartialOutput(
                run, records, join(), begin, () -> control.signal().isPresent() || !lockHeld.getAsBoolean());
    }

    private AnswerJoin join() {
        return new AnswerJoin(
                run.items(),
                store.answers(),
                cacheUse,
                store.workItems(),
                run.id(),
                resolver(),
                new ChangedInput(run.input()),
                newTransaction());
    }

    private Step writeOutput() {
        AnswerJoin join = join();
        CurrentPass pass = CurrentPass.of(this::beginOutput);
        SelectedRecords records = selected(run.input()::readerFromBeginning, pass);
        OutputWriter writer = new OutputWriter(pass, records, join, run.paths().files());
        return new StepBuilder(WRITE_OUTPUT, jobRepository)
                .<SourceRecord, RowResolver.Resolved>chunk(LOOK_UP_CHUNK)
                .observationRegistry(observations)
                .transactionManager(transactions)
                .reader(records)
                .processor(join)
                .writer(writer)
                .listener((ChunkListener<SourceRecord, RowResolver.Resolved>) join)
                .listener((StepExecutionListener) writer)
                .listener(new PhaseListener(progress, "writing the output"))
                .interruptionPolicy(new StopPolicy(this::mustStop))
                .allowStartIfComplete(true)
                .build();
    }

    private Step publish(PublishTasklet tasklet) {
        return new StepBuilder(PUBLISH, jobRepository)
                .observationRegistry(observations)
                .tasklet(tasklet, transactions)
                .transactionAttribute(ownTransactions())
                .listener(new PhaseListener(progress, "publishing"))
                .build();
    }

    /** Asked before each chunk: a stop, a fault, or a lock that is lost and may be another's by now. */
    private boolean mustStop() {
        if (!control.isStopRequested() && !lockHeld.getAsBoolean()) {
            control.abort(RunLocks.lost());
        }
        return control.isStopRequested();
    }

    private OutputPass beginOutput() {
        List<FileOutput> files = run.files().stream()
                .map(file -> outputOf(file, file.paths().enriched()))
                .toList();
        return new OutputPass(files, store.failures(), run.id());
    }

    /** Before anything is paid for: a JSON file may have a column of that name behind the records looked at. */
    private void refuseColumnsThatClash() {
        run.files().forEach(this::columns);
    }

    private OutputColumns columns(RunFile file) {
        return OutputShape.columns(file, run.request(), run.recipe());
    }

    private FileOutput outputOf(RunFile file, Path target) {
        return new FileOutput(
                () -> EnrichedFile.create(
                        target,
                        file.format(),
                        columns(file),
                        OutputShape.csv(file, run.request().outputOptions())),
                new RejectedFile(file.paths().rejected()));
    }

    private RowResolver resolver() {
        return new RowResolver(
                new PerFile<>(run.files(), file -> new AnswerFinisher(run.recipe(), file.columns())),
                run.recipe().readsSource() ? SpanPlace::of : record -> "");
    }

    private SelectedRecords selected(
            Function<RejectListener, ItemStreamReader<SourceRecord>> reader, RejectListener rejects) {
        return new SelectedRecords(reader, rejects, run.rows(), LOOK_UP_CHUNK, progress);
    }

    private TransactionTemplate newTransaction() {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    /** The tasklet's own calls of the store are transactions of their own. */
    private static DefaultTransactionAttribute ownTransactions() {
        return new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /**
     * No transaction, and none bound to the thread: the default would hold a pooled connection during every model call,
     * until the pool starves (measured 2026-11 with Spring Batch 6.0.4).
     */
    private static ResourcelessTransactionManager withoutTransaction() {
        ResourcelessTransactionManager none = new ResourcelessTransactionManager();
        none.setTransactionSynchronization(ResourcelessTransactionManager.SYNCHRONIZATION_NEVER);
        return none;
    }
}
