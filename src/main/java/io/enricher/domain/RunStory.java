package io.enricher.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the history knows of one run.
 *
 * @param run         what the list of runs shows of it
 * @param problem     why it did not complete, empty if it did
 * @param identity    what made it this run and no other, by name
 * @param executions  the oldest first; more than one if the run was continued
 * @param failures    the first of its failed rows
 * @param keptReplies the calls of which the reply is kept, the oldest first
 * @param files       what it wrote, as far as that is there
 * @param laterRun    the last run that wrote the same output after it; the files are that one's
 * @param command     continues the run if it is unfinished, or asks the same again
 */
public record RunStory(
        PastRun run,
        Optional<String> problem,
        Map<String, String> identity,
        List<Execution> executions,
        RunSummary.Calls calls,
        RunSummary.BatchSizes batchSizes,
        Usage tokens,
        RunSummary.Cost cost,
        List<RunSummary.Failure> failures,
        List<Long> keptReplies,
        Map<String, String> files,
        Optional<Long> laterRun,
        Command command) {

    public RunStory {
        identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
        executions = List.copyOf(executions);
        failures = List.copyOf(failures);
        keptReplies = List.copyOf(keptReplies);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * A start of the run, by this process or an earlier one.
     *
     * @param id     of Spring Batch, the {@code executionId} of the summary
     * @param status how it ended; that of a killed one shows what it was at
     */
    public record Execution(long id, String status, Optional<Instant> startedAt, Optional<Instant> endedAt) {}

    /**
     * A line for a shell.
     *
     * @param left names of parameters whose values are too long to be remembered, so that the line lacks them
     */
    public record Command(Effect effect, String line, List<String> left) {

        public Command {
            left = List.copyOf(left);
        }
    }

    /** What starting the command does. */
    public enum Effect {
        /** Goes on where the run ended. */
        CONTINUES,
        /** Starts a run of the same kind, which asks what is not in the cache. */
        REPEATS
    }
}
