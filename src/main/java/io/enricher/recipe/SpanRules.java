package io.enricher.recipe;

import java.util.List;
import java.util.Optional;

/**
 * Which fields of an answer speak of the source that was read, so that they can be checked without a model.
 *
 * @param evidence the list of line ranges, each an object of {@code from} and {@code to}: lines of the item's text, from
 *                 1; in an output, lines of its file
 * @param grounded texts and lists of texts in which every identifier in code marks should exist
 * @param related  the list of names of other symbols
 */
public record SpanRules(Optional<String> evidence, List<String> grounded, Optional<String> related) {

    public SpanRules {
        grounded = List.copyOf(grounded);
    }
}
