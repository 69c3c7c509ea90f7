package io.enricher.completion;

import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What became of many conversations.
 *
 * @param results in the order of the conversations
 * @param usage   tokens of all replies
 * @param costUsd price of all replies in US dollars, empty if that of the model is unknown
 */
public record Completions(List<Completion> results, Usage usage, Optional<BigDecimal> costUsd) {

    public Completions {
        results = List.copyOf(results);
    }
}
