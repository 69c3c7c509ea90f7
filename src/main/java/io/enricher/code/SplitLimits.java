package io.enricher.code;

import java.time.Duration;

/**
 * How much one file may cost. The counts give the same answer everywhere and come first; the time is for what they let
 * through.
 *
 * @param time    of the processor, for parsing and searching one file
 * @param nesting unclosed brackets; searching a tree takes the square of its depth
 * @param symbols in one file
 * @param layers  of symbols inside symbols, on average over all of the file: each is text of its own
 */
public record SplitLimits(Duration time, int nesting, int symbols, int layers) {

    /** 1 MB of Java takes about 1.2 s of an old core, 5,000 unclosed brackets 0.3 s (measured 2026-11). */
    public static final SplitLimits DEFAULT = new SplitLimits(Duration.ofSeconds(10), 5_000, 10_000, 50);

    public SplitLimits {
        if (time.isNegative() || nesting < 1 || symbols < 1 || layers < 1) {
            throw new IllegalArgumentException(
                    "limits must be positive: " + time + ", " + nesting + ", " + symbols + ", " + layers);
        }
    }
}
