package io.enricher.job;

import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import io.enricher.output.OutputPaths;
import io.enricher.output.RunPaths;
import io.enricher.store.CallLedger;
import io.enricher.store.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;

/** Gathers what the tables, Spring Batch's among them, and the disk know of a run. */
final class RunStories {

    private static final int FAILURES = 1_000;

    private final Store store;
    private final RunFigures figures;
    private final KeptReplies replies;
    private final JobRepository jobRepository;
    private final ZoneId zone;

    /** @param zone of the times that Spring Batch writes down */
    RunStories(Store store, KeptReplies replies, JobRepository jobRepository, ZoneId zone) {
        this.store = store;
        this.figures = new RunFigures(store);
        this.replies = replies;
        this.jobRepository = jobRepository;
        this.zone = zone;
    }

    RunStory of(PastRun run) {
        StoredRun stored = store.runs().find(run.id()).orElseThrow();
        CallLedger.Totals totals = store.calls().totals(run.id());
        List<JobExecution> executions = executions(run);
        Optional<Long> later = laterRun(run);
        return new RunStory(
                run,
                stored.problem(),
                new RunIdentity(stored.run().identityParts()).shown(),
                executions.stream().map(this::told).toList(),
                totals.calls(),
                store.calls().batchSizes(run.id()),
                totals.usage(),
                figures.cost(stored, totals),
                figures.failures(stored, FAILURES),
                replies.callsOf(run.id(), store.calls()),
                files(run),
                later,
                command(run, stored, executions, later));
    }

    /** The oldest first. */
    private List<JobExecution> executions(PastRun run) {
        return JobIdentity.executionsOf(jobRepository, run.job(), run.id());
    }

    private RunStory.Execution told(JobExecution execution) {
        return new RunStory.Execution(
                execution.getId(),
                execution.getStatus().name(),
                instant(execution.getStartTime()),
                instant(execution.getEndTime()));
    }

    private Optional<Instant> instant(@Nullable LocalDateTime local) {
        return Optional.ofNullable(local).map(time -> time.atZone(zone).toInstant());
    }

    private Optional<Long> laterRun(PastRun run) {
        return store.runs()
                .latestOf(run.job(), run.output())
                .map(StoredRun::runId)
                .filter(latest -> latest > run.id());
    }

    private static Map<String, String> files(PastRun run) {
        RunPaths paths = RunPaths.ofWritten(Path.of(run.output()));
        Map<String, Path> candidates = new LinkedHashMap<>();
        candidates.put("output", paths.output());
        candidates.put("summary", paths.summary());
        candidates.put("report", paths.report());
        for (OutputPaths file : paths.files()) {
            candidates.put("rejected", file.rejected());
            candidates.put("partial", file.partial());
        }
        Map<String, String> files = new LinkedHashMap<>();
        candidates.forEach((name, path) -> {
            if (Files.exists(path)) {
                files.put(name, path.toString());
            }
        });
        return files;
    }

    private static RunStory.Command command(
            PastRun run, StoredRun stored, List<JobExecution> executions, Optional<Long> later) {
        GivenParameters given = GivenParameters.ofLast(executions);
        boolean continues = stored.status().isUnfinished() && later.isEmpty();
        return RunCommandLine.of(run, given, continues ? RunStory.Effect.CONTINUES : RunStory.Effect.REPEATS);
    }
}
