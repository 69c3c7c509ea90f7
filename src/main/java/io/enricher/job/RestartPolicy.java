package io.enricher.job;

import io.enricher.store.NewRun;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Decides whether a start continues an earlier run or is a new one. Called while the locks are held, so an execution
 * that looks as if it were running is dead.
 */
final class RestartPolicy {

    private final Store store;
    private final JobOperator jobOperator;
    private final JobRepository jobRepository;

    RestartPolicy(Store store, JobOperator jobOperator, JobRepository jobRepository) {
        this.store = store;
        this.jobOperator = jobOperator;
        this.jobRepository = jobRepository;
    }

    /**
     * @param runId   the run to work on
     * @param news    what to tell the user about earlier runs, if anything
     * @param changes what changed since the last run for the same output
     */
    record Ticket(long runId, Optional<String> news, List<RunChange> changes) {}

    Ticket ticketFor(String job, RunIdentity identity, NewRun fresh) {
        Optional<StoredRun> last = store.runs().latestOf(job, fresh.output());
        List<RunChange> changes = last.map(
                        run -> identity.changesSince(new RunIdentity(run.run().identityParts())))
                .orElse(List.of());
        if (last.isEmpty() || !last.get().status().isUnfinished()) {
            last.ifPresent(this::tidyUp);
            return new Ticket(store.runs().create(fresh), Optional.empty(), changes);
        }
        StoredRun unfinished = last.get();
        if (unfinished.run().identity().equals(identity.hash())) {
            recover(unfinished);
            store.workItems().addMissingKeys(unfinished.runId());
            store.runs().resumed(unfinished.runId());
            return new Ticket(
                    unfinished.runId(),
                    Optional.of("Continuing the run that started at "
                            + unfinished.run().startedAt().truncatedTo(ChronoUnit.SECONDS) + " and "
                            + (unfinished.status() == RunStatus.STARTED ? "was killed" : "ended " + unfinished.status())
                            + "."),
                    List.of());
        }
        giveUp(unfinished);
        return new Ticket(
                store.runs().create(fresh),
                Optional.of("An unfinished run for the same output is given up, its answers are kept. Changed: "
                        + changes.stream().map(RunChange::text).collect(Collectors.joining(", ")) + "."),
                changes);
    }

    /** A finished run is not looked at again: what its process left undone when it died right before its end. */
    private void tidyUp(StoredRun finished) {
        recover(finished);
        store.workItems().purge(finished.runId());
    }

    /**
     * Leaves the run's job instance such that it can be restarted: what a dead process left running, and what lost the
     * database when it ended, is FAILED.
     *
     * @return its last execution, if there is one
     */
    private Optional<JobExecution> recover(StoredRun run) {
        JobInstance instance = jobRepository.getJobInstance(run.run().job(), JobIdentity.parametersOf(run.runId()));
        if (instance == null) {
            return Optional.empty();
        }
        List<JobExecution> executions = jobRepository.getJobExecutions(instance);
        if (executions.isEmpty()) {
            // Killed between the two transactions in which Spring Batch 6.0.4 makes the instance and its first
            // execution; it refuses to start an instance without one.
            jobRepository.deleteJobInstance(instance);
            return Optional.empty();
        }
        LocalDateTime lastCall = store.calls()
                .lastEnd(run.runId())
                .map(end -> LocalDateTime.ofInstant(end, ZoneId.systemDefault()))
                .orElse(LocalDateTime.MIN);
        executions.forEach(execution -> recover(execution, lastCall));
        return Optional.of(executions.get(0));
    }

    /** @param lastCall when the last call of the run ended; workers give a sign of life every ten seconds only */
    private void recover(JobExecution execution, LocalDateTime lastCall) {
        LocalDateTime lastSign = lastSignOfLife(execution);
        LocalDateTime died = lastCall.isAfter(lastSign) ? lastCall : lastSign;
        settleUnknown(execution, died);
        if (looksRunning(execution)) {
            JobExecution recovered = jobOperator.recover(execution);
            // recover() takes now as the end; the time in between was not spent on the run.
            recovered.setEndTime(died);
            jobRepository.update(recovered);
        }
    }

    /**
     * Spring Batch writes UNKNOWN when it could not save how a step or a job ended, and never starts it again. Here it
     * is safe to: what is done and what is left to do is in the tables, not in Spring Batch's.
     */
    private void settleUnknown(JobExecution execution, LocalDateTime died) {
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                jobRepository.update(step);
            }
        }
        if (execution.getStatus() == BatchStatus.UNKNOWN) {
            execution.setStatus(BatchStatus.FAILED);
            if (execution.getEndTime() == null) {
                execution.setEndTime(died);
            }
            jobRepository.update(execution);
        }
    }

    /** Our own table first: it decides what the next start does, should this process die in between. */
    private void giveUp(StoredRun run) {
        store.runs().abandon(run.runId());
        recover(run).ifPresent(this::abandon);
        store.workItems().purge(run.runId());
    }

    private void abandon(JobExecution execution) {
        try {
            jobOperator.abandon(execution);
        } catch (JobExecutionAlreadyRunningException e) {
            throw new IllegalStateException("an execution of a dead process is still running", e);
        }
    }

    private static boolean looksRunning(JobExecution execution) {
        return execution.isRunning()
                || execution.getStatus().isRunning()
                || execution.getStepExecutions().stream()
                        .anyMatch(step -> step.getStatus().isRunning());
    }

    private static LocalDateTime lastSignOfLife(JobExecution execution) {
        return Stream.concat(
                        Stream.of(execution.getCreateTime(), execution.getLastUpdated()),
                        execution.getStepExecutions().stream().map(StepExecution::getLastUpdated))
                .filter(Objects::nonNull)
                .max(LocalDateTime::compareTo)
                .orElseThrow();
    }
}
