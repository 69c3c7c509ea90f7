package io.enricher.job;

import io.enricher.domain.ItemKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A rolling digest of item keys in input order; equal digests of two passes show that both read the same rows. Chained
 * block by block, so that its state can be saved between chunks.
 */
final class RowOrderDigest {

    private final MessageDigest sha256;
    private byte[] state;

    private RowOrderDigest(byte[] state) {
        this.state = state;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static RowOrderDigest empty() {
        return new RowOrderDigest(new byte[ItemKey.BYTES]);
    }

    /** @param state what {@link #state()} gave */
    static RowOrderDigest resume(String state) {
        return new RowOrderDigest(HexFormat.of().parseHex(state));
    }

    void add(ItemKey key) {
        sha256.update(state);
        state = sha256.digest(key.toBytes());
    }

    String state() {
        return HexFormat.of().formatHex(state);
    }
}
