package io.enricher.job;

import io.enricher.domain.ItemKey;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A rolling digest of item keys in input order; equal digests of two passes show that both read the same rows. Its state
 * can be saved between any two keys. Four polynomials modulo 2^64, one for each quarter of a key: keys are SHA-256
 * hashes already, and what is to be seen is a file that changed, not an attack.
 */
final class RowOrderDigest {

    /** Odd, so that no key is lost by going on. */
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private long first;
    private long second;
    private long third;
    private long fourth;

    private RowOrderDigest(ByteBuffer state) {
        first = state.getLong();
        second = state.getLong();
        third = state.getLong();
        fourth = state.getLong();
    }

    static RowOrderDigest empty() {
        // Not all zero: a leading key of zeros must count, too.
        return new RowOrderDigest(ByteBuffer.allocate(ItemKey.BYTES).putLong(0, 1));
    }

    /** @param state what {@link #state()} gave */
    static RowOrderDigest resume(String state) {
        return new RowOrderDigest(ByteBuffer.wrap(HexFormat.of().parseHex(state)));
    }

    void add(ItemKey key) {
        first = first * FACTOR + key.prefix();
        second = second * FACTOR + key.second();
        third = third * FACTOR + key.third();
        fourth = fourth * FACTOR + key.fourth();
    }

    /** 64 hexadecimal digits. */
    String state() {
        ByteBuffer state = ByteBuffer.allocate(ItemKey.BYTES);
        state.putLong(first).putLong(second).putLong(third).putLong(fourth);
        return HexFormat.of().formatHex(state.array());
    }
}
