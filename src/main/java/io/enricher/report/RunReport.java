package io.enricher.report;

import io.enricher.domain.CallGroup;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.RunSummary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the page of a run shows.
 *
 * @param runId      the number by which the history knows the run
 * @param details    what the run was, by name
 * @param settings   what it ran with, by name; never a key
 * @param command    to run it again
 * @param executions in the order in which they started
 * @param calls      by how they ended
 * @param rows       with their texts, as far as they are known
 * @param version    of the program
 * @param writtenAt  when the page is made
 * @param zone       in which times are shown
 */
public record RunReport(
        RunSummary run,
        long runId,
        List<Fact> details,
        List<Fact> settings,
        String command,
        List<Execution> executions,
        CallTimeline timeline,
        LatencyProfile latency,
        List<CallGroup> calls,
        RowTable rows,
        String version,
        Instant writtenAt,
        ZoneId zone) {

    public RunReport {
        details = List.copyOf(details);
        settings = List.copyOf(settings);
        executions = List.copyOf(executions);
        calls = List.copyOf(calls);
    }

    public record Fact(String name, String value) {}

    /**
     * A start of the run.
     *
     * @param until  empty if nobody saw the end of it
     * @param phases what it did beside asking, in their order
     */
    public record Execution(long id, Instant from, Optional<Instant> until, String status, List<Phase> phases) {

        public Execution {
            phases = List.copyOf(phases);
        }
    }

    public record Phase(String name, Instant from, Instant until) {}
}
