package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.RunSummary;
import io.enricher.enrich.Questions;
import io.enricher.provider.ModelClients;
import io.enricher.provider.ModelStack;
import io.enricher.provider.RateLimits;
import io.enricher.provider.RetrySettings;
import io.enricher.provider.offline.OfflineClientFactory;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.TokenEstimator;
import io.enricher.report.ConsoleSummary;
import io.enricher.report.JsonSummary;
import io.enricher.report.LastLine;
import io.enricher.store.AnswerStore;
import io.enricher.store.DatabaseLock;
import io.enricher.store.NewRun;
import io.enricher.store.SpaceReclaimer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs one command: takes the locks, finds out whether it continues an earlier run, launches the job, tells its end. */
public final class RunLauncher {

    private static final Logger log = LoggerFactory.getLogger(RunLauncher.class);

    private final Store store;
    private final RunLocks locks;
    private final JobOperator jobOperator;
    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final EnricherProperties properties;
    private final ProviderSelection providers;
    private final CostSettings costs;
    private final DatabaseSpace space;
    private final OldRuns oldRuns;
    private final RunEnd end;
    private final RunControl control;
    private final RunProgress progress;
    private final RunListener listener;

    RunLauncher(
            Store store,
            RunLocks locks,
            JobOperator jobOperator,
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            EnricherProperties properties,
            ProviderSelection providers,
            CostSettings costs,
            DatabaseSpace space,
            RunControl control,
            RunProgress progress,
            RunListener listener) {
        this.store = store;
        this.locks = locks;
        this.jobOperator = jobOperator;
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.properties = properties;
        this.providers = providers;
        this.costs = costs;
        this.space = space;
        this.oldRuns = new OldRuns(store.runs(), jobRepository);
        this.end = new RunEnd(control, jobRepository);
        this.control = control;
        this.progress = progress;
        this.listener = listener;
    }

    /** Tells where the state is and what it holds. */
    public void open(StateDirectory state) {
        AnswerStore.Statistics cache = store.answers().statistics();
        String latest = cache.latest().map(Instant::toString).orElse("none");
        log.info("Cache: {} entries (latest: {})", cache.entries(), latest);
        listener.opened(
                state.path(),
                cache.entries() > 0
                        ? String.format(Locale.ROOT, "%,d answers, latest %s", cache.entries(), latest)
                        : state.isNew() ? "new, empty cache" : "empty cache",
                state.configurationFiles());
    }

    /** Enriches the input; ends with the summary of the whole run, also if it failed. */
    public RunResult enrich(RunRequest request, PreparedInput prepared) {
        ProviderChoice provider = choose(request, prepared);
        try (RunLocks.Held held = locks.acquire(prepared.paths())) {
            RestartPolicy.Ticket ticket = ticket(EnrichJobFactory.ENRICH, request, prepared, provider);
            ticket.news().ifPresent(listener::continues);
            EnrichRun run = run(request, prepared, provider, ticket);
            oldRuns.forgetEndedBefore(Instant.now().minus(properties.historyRetention()));
            try (ModelStack model = modelStack(run)) {
                return launchEnrich(run, model, held);
            }
        }
    }

    /** Everything up to the plan; spends nothing. */
    public RunResult estimate(RunRequest request, PreparedInput prepared) {
        ProviderChoice provider = choose(request, prepared);
        Path output = prepared.paths().enriched();
        Optional<DatabaseLock> lock = locks.tryEstimate(output);
        try {
            lock.ifPresent(held -> oldRuns.forgetLatestOf(EnrichJobFactory.ESTIMATE, output));
            return launchEstimate(request, prepared, provider);
        } finally {
            lock.ifPresent(DatabaseLock::close);
        }
    }

    private RunResult launchEstimate(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        NewRun fresh =
                newRun(EnrichJobFactory.ESTIMATE, RunIdentity.of(request, prepared, provider), prepared, provider);
        long runId = store.runs().create(fresh);
        // Never continued; should this process die, the row goes with the history.
        store.runs().abandon(runId);
        EnrichRun run = run(
                request,
                prepared,
                provider,
                new RestartPolicy.Ticket(runId, Optional.empty(), changes(request, prepared, provider)));
        EstimateListener plans = new EstimateListener(listener);
        try {
            Supplier<Questions> questions = questions(run);
            Job job = factory(run, () -> true, plans).estimate(planner(run, questions));
            JobExecution execution = launch(job, run);
            if (execution.getStatus() == BatchStatus.STOPPED && control.signal().isPresent()) {
                return plans.stopped(control.signal().get());
            }
            end.throwFault(execution);
            return plans.result();
        } finally {
            // An estimate leaves nothing behind.
            oldRuns.forget(EnrichJobFactory.ESTIMATE, runId);
        }
    }

    private RunResult launchEnrich(EnrichRun run, ModelStack model, RunLocks.Held held) {
        Supplier<Questions> questions = questions(run);
        SummaryAssembler summaries = new SummaryAssembler(run, store, jobRepository);
        PublishTasklet publish = new PublishTasklet(run, store, jobRepository, summaries, held, space);
        Job job = factory(run, held::isHeld, listener).enrich(questions, planner(run, questions), model, publish);
        control.control(callsOf(model));
        JobExecution execution = launch(job, run);
        RunSummary summary = end.summaryOf(run, summaries, execution);
        return new RunResult(
                new ConsoleSummary().render(summary),
                new JsonSummary().render(summary),
                new LastLine().render(summary),
                summary.exitCode());
    }

    private static RunControl.Calls callsOf(ModelStack model) {
        return new RunControl.Calls() {
            @Override
            public void stop() {
                model.stop();
            }

            @Override
            public void abort() {
                model.abort();
            }
        };
    }

    private JobExecution launch(Job job, EnrichRun run) {
        JobParameters parameters = new JobParametersBuilder(JobIdentity.parametersOf(run.id()))
                .addString("input", run.input().path().toString(), false)
                .addString("recipe", run.recipe().name(), false)
                .addString("model", run.provider().model(), false)
                .toJobParameters();
        SpaceReclaimer reclaimer = space.reclaim();
        try {
            return jobOperator.start(job, parameters);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("the job could not be launched: " + e.getMessage(), e);
        } finally {
            reclaimer.close();
        }
    }

    private RestartPolicy.Ticket ticket(
            String job, RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        RunIdentity identity = RunIdentity.of(request, prepared, provider);
        return restartPolicy().ticketFor(job, identity, newRun(job, identity, prepared, provider));
    }

    private RestartPolicy restartPolicy() {
        return new RestartPolicy(store, jobOperator, jobRepository);
    }

    private List<String> changes(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        return store.runs()
                .latestOf(EnrichJobFactory.ENRICH, prepared.paths().enriched().toString())
                .map(last -> RunIdentity.of(request, prepared, provider)
                        .changesSince(new RunIdentity(last.run().identityParts())))
                .orElse(List.of());
    }

    private static NewRun newRun(String job, RunIdentity identity, PreparedInput prepared, ProviderChoice provider) {
        return new NewRun(
                job,
                prepared.paths().enriched().toString(),
                identity.hash(),
                identity.parts(),
                prepared.input().path().toString(),
                prepared.recipe().name(),
                provider.provider(),
                provider.model(),
                Instant.now());
    }

    private EnrichRun run(
            RunRequest request, PreparedInput prepared, ProviderChoice provider, RestartPolicy.Ticket ticket) {
        BatchLimits recipeLimits = prepared.recipe().batch();
        OptionalInt asked = request.batchSize().isPresent()
                ? request.batchSize()
                : properties.batchSize() == null ? OptionalInt.empty() : OptionalInt.of(properties.batchSize());
        BatchLimits limits =
                asked.isEmpty() ? recipeLimits : new BatchLimits(asked.getAsInt(), recipeLimits.maxTokens());
        return new EnrichRun(
                ticket.runId(),
                request,
                prepared.recipe(),
                prepared.input(),
                prepared.columns(),
                provider,
                prepared.format(),
                prepared.paths(),
                limits,
                ticket.reasons());
    }

    private ProviderChoice choose(RunRequest request, PreparedInput prepared) {
        return providers.choose(request, prepared.recipe(), () -> store.answers()
                .holdsModelAnswers(prepared.recipe().name(), OfflineClientFactory.MODEL));
    }

    private ModelStack modelStack(EnrichRun run) {
        return ModelClients.assemble(
                run.provider().factory(),
                run.provider().settings(),
                new RetrySettings(properties.maxAttempts(), properties.maxWait()),
                new RateLimits(
                        properties.limits().requests(), properties.limits().burst()),
                costs.prices(),
                call -> callFailed(run.id(), call),
                System::nanoTime,
                InstantSource.system());
    }

    private void callFailed(long runId, ModelCall call) {
        store.calls().record(runId, call);
        progress.called(call);
    }

    private EnrichJobFactory factory(EnrichRun run, BooleanSupplier lockHeld, RunListener plans) {
        return new EnrichJobFactory(
                run, store, jobRepository, transactions, control, lockHeld, progress, plans, properties);
    }

    private Planner planner(EnrichRun run, Supplier<Questions> questions) {
        return new Planner(run, store, questions, costs, properties);
    }

    private static Supplier<Questions> questions(EnrichRun run) {
        return Memo.of(() -> new Questions(
                run.recipe(),
                run.limits(),
                TokenEstimator.forModel(run.provider().model())));
    }
}
