package io.enricher.store;

import io.enricher.domain.RunSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run as the history keeps it.
 *
 * @param run           what it was started as; {@code startedAt} is the start of its first execution
 * @param exitCode      of its last execution, empty until that ends
 * @param endedAt       end of its last execution, empty until that ends
 * @param duration      sum of its executions
 * @param estimatedUsd  what the plan expected, empty if the price is unknown or there is no plan yet
 * @param savedUsd      what the rows from the cache would have cost, empty if the price is unknown
 * @param problem       why it did not complete, empty if it did
 */
public record StoredRun(
        long runId,
        NewRun run,
        RunStatus status,
        Optional<Integer> exitCode,
        Optional<Instant> endedAt,
        Duration duration,
        Optional<BigDecimal> estimatedUsd,
        Optional<BigDecimal> savedUsd,
        RunSummary.Rows rows,
        Optional<String> problem) {}
