package io.enricher.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A run as the list of past runs shows it; the one in progress is among them.
 *
 * @param id        its number in the history, by which the command line names it
 * @param status    {@code STARTED} (running, or killed), {@code COMPLETED}, {@code FAILED}, {@code STOPPED} or
 *                  {@code ABANDONED}
 * @param exitCode  of its last execution, empty until that ends
 * @param input     absolute path of the input
 * @param output    absolute path of the output; of several files the path of the summary
 * @param startedAt start of its first execution
 * @param endedAt   end of its last execution, empty until that ends
 * @param duration  sum of the executions that ended
 * @param rows      of a run that is STARTED only what was asked so far
 * @param calls     requests sent
 * @param costUsd   of all calls, empty if the price of one is unknown
 */
public record PastRun(
        long id,
        String job,
        String status,
        OptionalInt exitCode,
        String recipe,
        String provider,
        String model,
        String input,
        String output,
        Instant startedAt,
        Optional<Instant> endedAt,
        Duration duration,
        RunSummary.Rows rows,
        long calls,
        Optional<BigDecimal> costUsd) {}
