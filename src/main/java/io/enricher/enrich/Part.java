package io.enricher.enrich;

import io.enricher.domain.Item;
import java.util.List;

/**
 * A prompt's worth of items that is still to be asked, and what was learned from asking for them before.
 *
 * @param outputFactor how many times the usual output limit is allowed; raised after a reply was cut
 * @param asks         how often exactly these items were asked before
 */
record Part(List<Item> items, int outputFactor, int asks) {

    /** A reply that is cut even with this many times the usual output limit will not become whole. */
    private static final int MOST_OUTPUT = 8;

    static Part of(List<Item> items) {
        return new Part(items, 1, 0);
    }

    boolean isSingle() {
        return items.size() == 1;
    }

    Item only() {
        return items.get(0);
    }

    boolean mayHaveMoreOutput() {
        return outputFactor < MOST_OUTPUT;
    }

    Part withMoreOutput() {
        return new Part(items, Math.min(MOST_OUTPUT, outputFactor * 2), 0);
    }

    Part askedAgain() {
        return new Part(items, outputFactor, asks + 1);
    }

    Part rest(List<Item> unanswered) {
        return new Part(unanswered, outputFactor, 0);
    }

    Part firstHalf() {
        return new Part(items.subList(0, (items.size() + 1) / 2), outputFactor, 0);
    }

    Part secondHalf() {
        return new Part(items.subList((items.size() + 1) / 2, items.size()), outputFactor, 0);
    }
}
