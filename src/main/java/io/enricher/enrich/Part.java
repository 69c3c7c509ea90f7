package io.enricher.enrich;

import io.enricher.domain.Item;
import java.util.List;

/**
 * A prompt's worth of items that is still to be asked, and what was learned from asking for them before.
 *
 * @param isFirst whether none of the items was asked before
 * @param asks   how often exactly these items were asked before
 * @param wasCut whether exactly these items were asked with the last output limit that the model accepted, and cut
 */
record Part(List<Item> items, OutputLimit limit, boolean isFirst, int asks, boolean wasCut) {

    static Part of(List<Item> items) {
        return new Part(items, OutputLimit.USUAL, true, 0, false);
    }

    private static Part fresh(List<Item> items, OutputLimit limit) {
        return new Part(items, limit, false, 0, false);
    }

    boolean isSingle() {
        return items.size() == 1;
    }

    Item only() {
        return items.get(0);
    }

    /** The same part when a reply has come. */
    Part answered() {
        return new Part(items, limit.confirmed(), isFirst, asks, wasCut);
    }

    boolean mayHaveMoreOutput() {
        return limit.mayRise();
    }

    Part withMoreOutput() {
        return fresh(items, limit.raised());
    }

    /** The same items, which were cut, with more output. */
    Part cutAgain() {
        return new Part(items, limit.raised(), false, 0, true);
    }

    /** Whether an error may be about the output limit, not about the items. */
    boolean hasUntriedLimit() {
        return limit.isUntried();
    }

    Part withAcceptedLimit() {
        return new Part(items, limit.lowered(), isFirst, asks, wasCut);
    }

    Part askedAgain() {
        return new Part(items, limit, false, asks + 1, false);
    }

    Part rest(List<Item> unanswered) {
        return fresh(unanswered, limit);
    }

    Part firstHalf() {
        return fresh(items.subList(0, (items.size() + 1) / 2), limit);
    }

    Part secondHalf() {
        return fresh(items.subList((items.size() + 1) / 2, items.size()), limit);
    }
}
