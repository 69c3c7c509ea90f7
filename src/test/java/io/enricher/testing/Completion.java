package io.enricher.testing;

import java.util.Optional;
import java.util.Set;

/**
 * What the simulated model wrote, whatever the wire format.
 *
 * @param text              empty where the content is null
 * @param answeredItemTexts items that have a valid answer in it
 */
record Completion(Optional<String> text, Ending ending, Set<String> answeredItemTexts) {

    /** Why it ended, and what is odd about the reply around it. */
    enum Ending {
        STOP,
        LENGTH,
        REFUSAL,
        CONTENT_FILTER,
        NO_CANDIDATE,
        NO_FINISH_REASON,
        NO_USAGE
    }

    Completion {
        answeredItemTexts = Set.copyOf(answeredItemTexts);
    }

    long tokens() {
        return WireFormat.tokens(text.orElse(""));
    }
}
