package io.enricher.domain;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * SHA-256 of everything that shapes an item's answer: recipe fingerprint, model, used fields. Equal keys share one
 * answer. Ordered by its bytes as four signed longs; {@link #prefix()} is the clustering key of the answer table.
 */
public record ItemKey(long prefix, long second, long third, long fourth) implements Comparable<ItemKey> {

    /** Length of a key in bytes. */
    public static final int BYTES = 32;

    /**
     * @param hash the 32 bytes of a SHA-256
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static ItemKey of(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("an item key has " + BYTES + " bytes, not " + hash.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new ItemKey(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(prefix)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public int compareTo(ItemKey other) {
        int order = Long.compare(prefix, other.prefix);
        order = order != 0 ? order : Long.compare(second, other.second);
        order = order != 0 ? order : Long.compare(third, other.third);
        return order != 0 ? order : Long.compare(fourth, other.fourth);
    }

    /** The key in hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
