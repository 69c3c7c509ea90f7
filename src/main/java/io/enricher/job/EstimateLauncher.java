package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.store.DatabaseLock;
import io.enricher.store.RunHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/** Runs an estimate, which spends nothing, is never continued and leaves nothing behind. */
final class EstimateLauncher {

    private final RunHistory history;
    private final RunLocks locks;
    private final RunFactory runs;
    private final RunJobs jobs;
    private final OldRuns oldRuns;
    private final RunEnd end;
    private final RunControl control;
    private final RunListener listener;

    EstimateLauncher(
            RunHistory history,
            RunLocks locks,
            RunFactory runs,
            RunJobs jobs,
            OldRuns oldRuns,
            RunEnd end,
            RunControl control,
            RunListener listener) {
        this.history = history;
        this.locks = locks;
        this.runs = runs;
        this.jobs = jobs;
        this.oldRuns = oldRuns;
        this.end = end;
        this.control = control;
        this.listener = listener;
    }

    RunResult estimate(RunRequest request, RunInput input) {
        ProviderChoice provider = runs.choose(request, input.recipe());
        // Nobody else's: an estimate holds no lock.
        String owner = "estimate " + UUID.randomUUID();
        try {
            PreparedInput prepared = runs.prepare(input, owner);
            prepared.findings().ifPresent(listener::reads);
            return estimate(request, prepared, provider);
        } finally {
            runs.forgetChunks(owner);
        }
    }

    private RunResult estimate(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        Path output = prepared.paths().key();
        Optional<DatabaseLock> lock = locks.tryEstimate(output);
        try {
            lock.ifPresent(held -> oldRuns.forgetLatestOf(EnrichJobFactory.ESTIMATE, output));
            return launch(request, prepared, provider);
        } finally {
            lock.ifPresent(DatabaseLock::close);
        }
    }

    private RunResult launch(RunRequest request, PreparedInput prepared, ProviderChoice provider) {
        RunSpans spans = runs.spans(prepared);
        SelectedNumbers rows = runs.select(request, prepared, spans);
        RunIdentity identity = RunIdentity.of(request, prepared, provider);
        long runId = history.create(RunFactory.newRun(EnrichJobFactory.ESTIMATE, identity, prepared, provider));
        // Never continued; should this process die, the row goes with the history.
        history.abandon(runId);
        EnrichRun run = runs.run(
                request,
                prepared,
                rows,
                provider,
                new RestartPolicy.Ticket(runId, Optional.empty(), changes(identity, prepared)),
                spans);
        EstimateListener plans = new EstimateListener(listener);
        try {
            JobExecution execution = jobs.estimate(run, plans);
            if (execution.getStatus() != BatchStatus.COMPLETED
                    && control.signal().isPresent()) {
                return plans.stopped(control.signal().get());
            }
            end.throwFault(execution);
            return isExported(request, run) ? plans.result(exported(run)) : plans.result();
        } catch (CancellationException e) {
            return plans.stopped(control.signal().orElseThrow(() -> e));
        } finally {
            oldRuns.forget(EnrichJobFactory.ESTIMATE, runId);
        }
    }

    /** Of source, what was found is of use without a model, too. */
    private static boolean isExported(RunRequest request, EnrichRun run) {
        return run.recipe().readsSource() && request.output().isPresent();
    }

    private static String exported(EnrichRun run) {
        SymbolExport export = new SymbolExport(run);
        long symbols = export.write();
        return Amounts.count(symbols, "symbol", "symbols") + " written to " + export.target();
    }

    /** Since the last run that wrote the same output. */
    private List<RunChange> changes(RunIdentity identity, PreparedInput prepared) {
        return history.latestOf(EnrichJobFactory.ENRICH, prepared.paths().key().toString())
                .map(last -> identity.changesSince(new RunIdentity(last.run().identityParts())))
                .orElse(List.of());
    }
}
