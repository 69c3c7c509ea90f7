package io.enricher.enrich;

import io.enricher.domain.ShrinkCause;
import io.enricher.recipe.BatchLimits;
import java.util.Optional;

/**
 * How many items a prompt may hold: about half as many once replies to prompts come back spoiled, and one more after some
 * that were whole. Shared by all threads of a run.
 *
 * <p>A reply is spoiled if it was cut at the output limit or leaves a fifth of its items, and at least 2, without a valid
 * answer. It takes two with hardly a whole one between them: a single row can spoil a reply, and then the size is not to
 * blame. Replies to prompts that were made before the last cut say nothing about the size there is now.
 */
public final class AdaptiveBatchSize {

    private static final int WHOLE_REPLIES_TO_GROW = 3;

    /** Before the size is tried again that was too large when it was tried last. */
    private static final int WHOLE_REPLIES_TO_TRY_AGAIN = 30;

    /** Whole replies after which a spoiled one is forgotten. */
    private static final int WHOLE_REPLIES_TO_TRUST = 3;

    /** One item in so many. */
    private static final int MANY = 5;

    private final int most;
    private final int least;
    private final boolean adapts;

    private int size;
    private int cuts;
    private int tooLarge = Integer.MAX_VALUE;
    private int wholeAtSize;
    private boolean doubted;
    private int wholeSinceDoubt;

    /**
     * The moment at which items were made into prompts.
     *
     * @param size most items of a prompt then
     * @param cuts how often it had been made smaller by then
     */
    record Packing(int size, int cuts) {}

    private AdaptiveBatchSize(int most, int least, int start, boolean adapts) {
        this.most = most;
        this.least = least;
        this.size = start;
        this.adapts = adapts;
    }

    /** Always the same. */
    public static AdaptiveBatchSize fixed(int size) {
        return new AdaptiveBatchSize(size, 1, size, false);
    }

    /** @param start what to begin with, such as where an earlier run ended; brought within the limits */
    public static AdaptiveBatchSize within(BatchLimits limits, int start) {
        int most = limits.maxItems();
        int least = Math.min(most, Math.max(2, limits.minItems()));
        return new AdaptiveBatchSize(most, least, start < least ? 1 : Math.min(most, start), true);
    }

    /** Most items of a prompt that is made now. */
    public synchronized int current() {
        return size;
    }

    /** Whether it is as large as it may be. */
    public synchronized boolean isLargest() {
        return size == most;
    }

    synchronized Packing packing() {
        return new Packing(size, cuts);
    }

    /**
     * A reply came to a prompt of items that were not asked before.
     *
     * @param packed     when the prompt was made
     * @param items      of the prompt
     * @param unanswered of these, without a valid answer
     * @param ending     whether the reply ended by itself
     * @return why prompts are smaller from now on; empty if they are not
     */
    synchronized Optional<ShrinkCause> replied(Packing packed, int items, int unanswered, Ending ending) {
        if (unanswered == 0) {
            whole(packed, items);
            return Optional.empty();
        }
        if (ending == Ending.CUT && items > 1) {
            return spoiled(packed, items, ShrinkCause.CUT);
        }
        return unanswered >= 2 && unanswered * MANY >= items
                ? spoiled(packed, items, ShrinkCause.UNANSWERED)
                : Optional.empty();
    }

    /** How a reply ended. */
    enum Ending {
        /** The model was done. */
        BY_ITSELF,
        /** At the output limit. */
        CUT
    }

    /** A prompt took too long, and a part of it then did not: not the provider was to blame. */
    synchronized Optional<ShrinkCause> tookTooLong(Packing packed, int items) {
        return spoiled(packed, items, ShrinkCause.TIMEOUT);
    }

    private Optional<ShrinkCause> spoiled(Packing packed, int items, ShrinkCause cause) {
        if (!adapts || size == 1 || packed.cuts() != cuts || items > size) {
            return Optional.empty();
        }
        if (!doubted || wholeSinceDoubt >= WHOLE_REPLIES_TO_TRUST) {
            doubted = true;
            wholeSinceDoubt = 0;
            return Optional.empty();
        }
        tooLarge = size;
        cuts++;
        resize(size / 2 < least ? 1 : size / 2);
        return Optional.of(cause);
    }

    private void whole(Packing packed, int items) {
        wholeSinceDoubt++;
        if (!adapts || size == most || packed.cuts() != cuts || items < size) {
            return;
        }
        wholeAtSize++;
        int next = Math.max(size + 1, least);
        boolean wasTooLarge = size < tooLarge && next >= tooLarge;
        if (wholeAtSize >= (wasTooLarge ? WHOLE_REPLIES_TO_TRY_AGAIN : WHOLE_REPLIES_TO_GROW)) {
            resize(next);
        }
    }

    private void resize(int next) {
        size = next;
        wholeAtSize = 0;
        doubted = false;
        wholeSinceDoubt = 0;
    }
}
