package io.enricher.job;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Draws a sample in one pass: the records whose numbers, mixed with a fixed seed, have the smallest hashes. So the same
 * file gives the same sample at each start, a larger sample holds every smaller one, and a file that grew keeps most of
 * its sample. Holds no more than the sample. For one thread.
 */
final class SampleDraw {

    /** Changed, it would have every user's sample change. */
    private static final long SEED = 20_261_120;

    private final int size;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(Comparator.comparingLong(Drawn::hash).reversed());

    private record Drawn(long hash, long number) {}

    SampleDraw(int size) {
        this.size = size;
    }

    void offer(long number) {
        long hash = hash(number);
        if (drawn.size() == size) {
            if (drawn.element().hash() < hash) {
                return;
            }
            drawn.remove();
        }
        drawn.add(new Drawn(hash, number));
    }

    /** Those offered so far if they are no more than the sample's size. */
    SelectedNumbers numbers() {
        return SelectedNumbers.of(drawn.stream().mapToLong(Drawn::number).toArray());
    }

    /** SplitMix64 (Steele, Lea, Flood 2014): no two numbers have one hash, and near ones have far ones. */
    private static long hash(long number) {
        long mixed = SEED + number * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
