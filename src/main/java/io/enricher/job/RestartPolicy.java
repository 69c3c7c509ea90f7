package io.enricher.job;

import io.enricher.store.NewRun;
import io.enricher.store.RunStatus;
import io.enricher.store.StoredRun;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.batch.core.job.JobExecution;
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
     * @param reasons what changed since the last run for the same output
     */
    record Ticket(long runId, Optional<String> news, List<String> reasons) {}

    Ticket ticketFor(String job, RunIdentity identity, NewRun fresh) {
        Optional<StoredRun> last = store.runs().latestOf(job, fresh.output());
        List<String> changes = last.map(
                        run -> identity.changesSince(new RunIdentity(run.run().identityParts())))
                .orElse(List.of());
        last.filter(run -> !run.status().isUnfinished()).ifPresent(this::clearUp);
        if (last.isEmpty() || !last.get().status().isUnfinished()) {
            // What a kill between a run's end and its last act, or its abandonment, left.
            last.ifPresent(ended -> store.workItems().purge(ended.runId()));
            return new Ticket(store.runs().create(fresh), Optional.empty(), changes);
        }
        StoredRun unfinished = last.get();
        if (unfinished.run().identity().equals(identity.hash())) {
            recover(unfinished);
            store.runs().resumed(unfinished.runId());
            return new Ticket(
                    unfinished.runId(),
                    Optional.of("Continuing the run that started at "
                            + unfinished.run().startedAt() + " and "
                            + (unfinished.status() == RunStatus.STARTED ? "was killed" : "ended " + unfinished.status())
                            + "."),
                    List.of());
        }
        giveUp(unfinished);
        return new Ticket(
                store.runs().create(fresh),
                Optional.of("An unfinished run for the same output is given up, its answers are kept. Changed: "
                        + String.join(", ", changes) + "."),
                changes);
    }

    /** A process that died after it had published, but before it had forgotten the work rows. */
    private void clearUp(StoredRun finished) {
        recover(finished);
        store.workItems().purge(finished.runId());
    }

    /** Marks what a dead process left running as failed, so that it can be restarted. */
    private Optional<JobExecution> recover(StoredRun run) {
        Optional<JobExecution> last = lastExecutionOf(run);
        last.filter(RestartPolicy::looksRunning).ifPresent(execution -> {
            LocalDateTime died = lastSignOfLife(execution);
            JobExecution recovered = jobOperator.recover(execution);
            // recover() takes now as the end; the time in between was not spent on the run.
            recovered.setEndTime(died);
            jobRepository.update(recovered);
        });
        return last;
    }

    private void giveUp(StoredRun run) {
        recover(run).ifPresent(this::abandon);
        store.runs().abandon(run.runId());
        store.workItems().purge(run.runId());
    }

    private void abandon(JobExecution execution) {
        try {
            jobOperator.abandon(execution);
        } catch (JobExecutionAlreadyRunningException e) {
            throw new IllegalStateException("an execution of a dead process is still running", e);
        }
    }

    private Optional<JobExecution> lastExecutionOf(StoredRun run) {
        return Optional.ofNullable(
                jobRepository.getLastJobExecution(run.run().job(), JobIdentity.parametersOf(run.runId())));
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
