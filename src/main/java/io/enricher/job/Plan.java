package io.enricher.job;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run is about to do, before the first call.
 *
 * @param rows         records read
 * @param cached       of these, answered before
 * @param notSent      rows with an empty required field
 * @param cooling      rows that failed in an earlier run and are not asked yet
 * @param duplicates   rows whose item is asked for an earlier row
 * @param answered     items that this run asked in an earlier execution
 * @param toAsk        items to ask now
 * @param reasons      why there is something to ask, lines for a person; may be empty
 * @param calls        calls if nothing goes wrong
 * @param batchSize    most items per call
 * @param inputTokens  estimated prompt tokens
 * @param outputTokens estimated tokens of the answers
 * @param lowUsd       least cost that is likely, empty if the price is unknown
 * @param expectedUsd  expected cost
 * @param highUsd      cost if answers are long and every tenth call is repeated
 * @param time         rough time to go
 * @param provider     name of the provider
 * @param model        name of the model
 * @param choice       why this provider
 * @param capUsd       most the run may cost, empty for no cap
 * @param spentUsd     spent by earlier executions of this run, or possibly charged to them
 * @param spans        of source code that is to be asked; empty for rows
 */
public record Plan(
        long rows,
        long cached,
        long notSent,
        long cooling,
        long duplicates,
        long answered,
        long toAsk,
        List<String> reasons,
        long calls,
        int batchSize,
        long inputTokens,
        long outputTokens,
        Optional<BigDecimal> lowUsd,
        Optional<BigDecimal> expectedUsd,
        Optional<BigDecimal> highUsd,
        Duration time,
        String provider,
        String model,
        String choice,
        Optional<BigDecimal> capUsd,
        Optional<BigDecimal> spentUsd,
        Optional<Spans> spans) {

    /**
     * What is to be asked of source code.
     *
     * @param sizes        how large the spans are
     * @param callsByCount calls if prompts were filled by count alone
     */
    public record Spans(SpanSizes sizes, long callsByCount) {}

    public Plan {
        reasons = List.copyOf(reasons);
    }
}
