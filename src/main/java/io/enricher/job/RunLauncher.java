package io.enricher.job;

import io.enricher.domain.ModelCall;
import io.enricher.domain.RunSummary;
import io.enricher.provider.CostPurse;
import io.enricher.provider.ModelClients;
import io.enricher.provider.ModelStack;
import io.enricher.provider.RateLimits;
import io.enricher.provider.RetrySettings;
import io.enricher.report.ConsoleSummary;
import io.enricher.report.JsonSummary;
import io.enricher.report.LastLine;
import io.enricher.store.AnswerStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;

/** Runs one command: takes the locks, finds out whether it continues an earlier run, launches the job, tells its end. */
public final class RunLauncher {

    private static final Logger log = LoggerFactory.getLogger(RunLauncher.class);

    private final Store store;
    private final RunLocks locks;
    private final JobRepository jobRepository;
    private final EnricherProperties properties;
    private final CostSettings costs;
    private final DatabaseSpace space;
    private final RunFactory runs;
    private final RunJobs jobs;
    private final RestartPolicy restarts;
    private final OldRuns oldRuns;
    private final EstimateLauncher estimates;
    private final RunEnd end;
    private final RunControl control;
    private final RunProgress progress;
    private final RunMetrics metrics;
    private final RunListener listener;
    private final RunReports reports;

    RunLauncher(
            Store store,
            RunLocks locks,
            JobRepository jobRepository,
            EnricherProperties properties,
            CostSettings costs,
            DatabaseSpace space,
            RunFactory runs,
            RunJobs jobs,
            RestartPolicy restarts,
            OldRuns oldRuns,
            EstimateLauncher estimates,
            RunEnd end,
            RunControl control,
            RunProgress progress,
            RunMetrics metrics,
            RunListener listener,
            RunReports reports) {
        this.store = store;
        this.locks = locks;
        this.jobRepository = jobRepository;
        this.properties = properties;
        this.costs = costs;
        this.space = space;
        this.runs = runs;
        this.jobs = jobs;
        this.restarts = restarts;
        this.oldRuns = oldRuns;
        this.estimates = estimates;
        this.end = end;
        this.control = control;
        this.progress = progress;
        this.metrics = metrics;
        this.listener = listener;
        this.reports = reports;
    }

    /** Tells where the state is and what it holds. */
    public void open(StateDirectory state) {
        AnswerStore.Statistics cache = store.answers().statistics();
        String latest = cache.latest()
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("none");
        log.info("Cache: {} entries (latest: {})", cache.entries(), latest);
        listener.opened(
                state.path(),
                cache.entries() > 0
                        ? String.format(Locale.ROOT, "%,d answers, latest %s", cache.entries(), latest)
                        : state.isNew() ? "new, empty cache" : "empty cache",
                state.configurationFiles());
    }

    /** Enriches the input; ends with the summary of the whole run, also if it failed. */
    public RunResult enrich(RunRequest request, RunInput input) {
        ProviderChoice provider = runs.choose(request, input.recipe());
        metrics.begin(request, provider, control::callsInFlight);
        progress.onCall(metrics::called);
        try (RunLocks.Held held = locks.acquire(input.paths())) {
            String owner = input.paths().key().toString();
            PreparedInput prepared = runs.prepare(input, owner);
            prepared.findings().ifPresent(listener::reads);
            RunSpans spans = runs.spans(prepared);
            SelectedNumbers rows = runs.select(request, prepared, spans);
            RestartPolicy.Ticket ticket = ticket(request, prepared, provider);
            ticket.news().ifPresent(listener::continues);
            EnrichRun run = runs.run(request, prepared, rows, provider, ticket, spans);
            reports.keepFacts(run, properties);
            oldRuns.forgetEndedBefore(Instant.now().minus(properties.historyRetention()));
            oldRuns.forgetVectorsBefore(Instant.now().minus(properties.historyRetention()));
            oldRuns.forgetFailuresBefore(Instant.now().minus(properties.failuresKept()));
            try (ModelStack model = modelStack(run)) {
                RunResult result = launch(run, model, held);
                if (store.runs().isCompleted(run.id())) {
                    runs.forgetChunks(owner);
                }
                return result;
            }
        }
    }

    /** Everything up to the plan; spends nothing. */
    public RunResult estimate(RunRequest request, RunInput input) {
        return estimates.estimate(request, input);
    }

    private RestartPolicy.Ticket ticket(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        RunIdentity identity = RunIdentity.of(request, prepared, provider);
        return restarts.ticketFor(
                EnrichJobFactory.ENRICH,
                identity,
                RunFactory.newRun(EnrichJobFactory.ENRICH, identity, prepared, provider));
    }

    private RunResult launch(EnrichRun run, ModelStack model, RunLocks.Held held) {
        SummaryAssembler summaries = new SummaryAssembler(run, store, jobRepository, () -> {
            // Without the lock the purse may be another process's by now.
            if (held.isHeld()) {
                model.settlePurse();
            }
        });
        PublishTasklet publish = new PublishTasklet(run, store, jobRepository, summaries, held, space, reports);
        control.control(callsOf(model));
        progress.watchCalls(model::callsInFlight);
        JobExecution execution = jobs.enrich(run, model, publish, held::isHeld, listener);
        List<Path> partial = end.keyDigestAtCostCap(execution)
                .map(digest -> jobs.partialOutput(run, digest, held::isHeld, listener))
                .orElse(List.of());
        RunSummary summary = end.summaryOf(run, summaries, execution, partial);
        metrics.ended(summary);
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

            @Override
            public int inFlight() {
                return model.callsInFlight();
            }
        };
    }

    private ModelStack modelStack(EnrichRun run) {
        return ModelClients.assemble(
                run.provider().factory(),
                run.provider().settings(),
                new RetrySettings(properties.maxAttempts(), properties.maxWait(), properties.outageLimit()),
                new RateLimits(
                        properties.limits().requests(),
                        properties.limits().tokens(),
                        properties.limits().burst()),
                costs.prices(),
                costs.cap()
                        .map(cap ->
                                new CostPurse(cap, new StoredPurse(store, run.id()), new CapEstimate(store, run.id()))),
                call -> calledWithoutAnswers(run.id(), call),
                System::nanoTime,
                InstantSource.system());
    }

    private void calledWithoutAnswers(long runId, ModelCall call) {
        store.calls().record(runId, call);
        progress.called(call);
        log.debug(
                "Call of {} rows, attempt {}: {} after {} ms",
                call.items(),
                call.attempt(),
                call.status(),
                call.duration().toMillis());
    }
}
