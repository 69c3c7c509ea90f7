package io.enricher.job;

import io.enricher.domain.CostCapReachedException;
import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.OutputException;
import io.enricher.domain.RunSummary;
import io.enricher.output.TextFile;
import io.enricher.report.JsonSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;

/** Tells how an execution of a job ended, and why. */
final class RunEnd {

    private static final Logger log = LoggerFactory.getLogger(RunEnd.class);

    private final RunControl control;
    private final JobRepository jobRepository;
    private final RunReports reports;

    RunEnd(RunControl control, JobRepository jobRepository, RunReports reports) {
        this.control = control;
        this.jobRepository = jobRepository;
        this.reports = reports;
    }

    /**
     * The summary of the whole run; that of one that did not complete is written to its file here.
     *
     * @param partial where the rows done so far were written; empty unless the cost cap ended the run
     */
    RunSummary summaryOf(EnrichRun run, SummaryAssembler summaries, JobExecution execution, List<Path> partial) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return published(run, summaries, execution);
        }
        if (summaries.isCompleted()) {
            log.warn(
                    "The output is complete, but the end of the run could not be noted",
                    fault(execution).orElse(null));
            return published(run, summaries, execution);
        }
        return ended(run, summaries, execution, partial);
    }

    /** {@link RowOrderDigest} of the rows of a run that the cost cap ended; empty if something else did. */
    Optional<String> keyDigestAtCostCap(JobExecution execution) {
        return fault(execution)
                .flatMap(Faults::explained)
                .filter(CostCapReachedException.class::isInstance)
                .flatMap(reached -> CacheCheck.Result.last(jobRepository, execution.getJobInstance()))
                .map(CacheCheck.Result::keyDigest);
    }

    /** Throws what ended a job that did not complete. */
    void throwFault(JobExecution execution) {
        Optional<Throwable> fault = fault(execution);
        Optional<EnricherException> explained = fault.flatMap(Faults::explained);
        if (explained.isPresent()) {
            throw explained.get();
        }
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the job ended " + execution.getStatus(), fault.orElse(null));
        }
    }

    private RunSummary published(EnrichRun run, SummaryAssembler summaries, JobExecution execution) {
        return summaries.published().orElseGet(() -> completed(run, summaries, execution));
    }

    /** An earlier start published it, and was killed before it could note that. */
    private static RunSummary completed(EnrichRun run, SummaryAssembler summaries, JobExecution execution) {
        PassResult result = PassResult.load(execution.getExecutionContext())
                .orElseThrow(() -> new IllegalStateException("run " + run.id() + " completed without an output"));
        return summaries.completed(execution, result);
    }

    /** The run failed or was stopped: the summary says how far it came, and its state stays for the next start. */
    private RunSummary ended(EnrichRun run, SummaryAssembler summaries, JobExecution execution, List<Path> partial) {
        Optional<Throwable> fault = fault(execution);
        boolean stopped = fault.isEmpty() && control.signal().isPresent();
        String problem = stopped
                ? "stopped by a signal; start again to continue"
                : fault.map(Faults::messageOf).orElse("the job ended " + execution.getStatus());
        ExitCode exitCode = stopped
                ? control.signal().orElseThrow()
                : fault.map(Faults::exitCodeOf).orElse(ExitCode.FAILED);
        fault.filter(failure -> Faults.explained(failure).isEmpty())
                .ifPresent(failure -> log.error("The run failed unexpectedly", failure));
        RunSummary summary = summaries.ended(
                stopped ? "STOPPED" : "FAILED", exitCode, execution, cached(execution), problem, partial);
        if (!summaries.store(summary)) {
            return summary;
        }
        RunSummary reported =
                reports.publishUnfinished(run.id(), summary, run.paths().report());
        return withFile(reported, run.paths().summary());
    }

    /** What ended the run comes first: a summary that cannot be written must not take its place. */
    private static RunSummary withFile(RunSummary summary, Path file) {
        try {
            TextFile.write(file, new JsonSummary().render(summary));
            return summary;
        } catch (OutputException e) {
            log.warn("The summary is not written: {}", e.getMessage());
            return summary.withoutFile();
        }
    }

    private long cached(JobExecution execution) {
        return CacheCheck.Result.last(jobRepository, execution.getJobInstance())
                .map(CacheCheck.Result::hits)
                .orElse(0L);
    }

    /** A fault that ended the run on purpose goes before those that followed from it. */
    private Optional<Throwable> fault(JobExecution execution) {
        Optional<Throwable> explained = execution.getAllFailureExceptions().stream()
                .flatMap(failure -> Faults.explained(failure).stream())
                .<Throwable>map(failure -> failure)
                .findFirst();
        return control.fault()
                .or(() -> explained)
                .or(() -> control.signal().isPresent()
                        ? Optional.empty()
                        : execution.getAllFailureExceptions().stream().findFirst());
    }
}
