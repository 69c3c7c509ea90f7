package io.enricher.job;

import java.util.List;
import java.util.Optional;

/**
 * Two outputs to be compared.
 *
 * @param a      one of them, as the user wrote it
 * @param b      the other
 * @param delimiter what parts the cells of both; none: detected
 * @param output where to write what differs; none: {@code output/NAME.compare.csv} by the name of {@code b}
 * @param fields the columns that hold answers; empty to find them by the recipe
 * @param recipe name or path of the recipe that wrote the outputs; none: any that is known
 */
public record CompareRequest(
        String a,
        String b,
        Optional<String> delimiter,
        Optional<String> output,
        List<String> fields,
        Optional<String> recipe) {

    public CompareRequest {
        fields = List.copyOf(fields);
    }
}
