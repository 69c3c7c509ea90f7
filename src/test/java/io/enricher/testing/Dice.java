package io.enricher.testing;

import java.util.Random;

/** Draws by seed and number: the same pair always gives the same value, whatever was drawn before. */
final class Dice {

    private Dice() {}

    /** Evenly from 0 (included) to 1 (excluded). */
    static double share(long seed, long number) {
        return random(seed, number).nextDouble();
    }

    static Random random(long seed, long number) {
        return new Random(mix(mix(seed) + number));
    }

    /** SplitMix64's finalizer: neighbouring numbers give unrelated values, which Random alone does not. */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
