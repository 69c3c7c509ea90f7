package io.enricher.testing;

import java.util.Optional;
import java.util.Set;

/**
 * What the simulated model wrote, whatever the wire format.
 *
 * @param text              empty where the content is null
 * @param answeredItemTexts items that have a valid answer in it
 * @param reasoning         tokens that it thought before, unseen and billed
 */
record Completion(Optional<String> text, Ending ending, Set<String> answeredItemTexts, long reasoning) {

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

    Completion(Optional<String> text, Ending ending, Set<String> answeredItemTexts) {
        this(text, ending, answeredItemTexts, 0);
    }

    Completion {
        answeredItemTexts = Set.copyOf(answeredItemTexts);
    }

    Completion thoughtOver(long tokens) {
        return new Completion(text, ending, answeredItemTexts, tokens);
    }

    /** Of the text and of what was thought before. */
    long tokens() {
        return WireFormat.tokens(text.orElse("")) + reasoning;
    }
}
