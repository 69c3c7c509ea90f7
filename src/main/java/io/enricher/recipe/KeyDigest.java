package io.enricher.recipe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over texts, each preceded by its length, so that no two different lists of texts read alike. Not safe for use
 * by several threads; {@link #copy()} of one that is no longer changed is.
 */
final class KeyDigest {

    private final MessageDigest digest;

    private KeyDigest(MessageDigest digest) {
        this.digest = digest;
    }

    static KeyDigest create() {
        try {
            return new KeyDigest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Another digest that has seen the same texts; cheaper than to look the algorithm up again for each row. */
    KeyDigest copy() {
        try {
            return new KeyDigest((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    KeyDigest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(bytes.length);
        digest.update(bytes);
        return this;
    }

    KeyDigest add(int number) {
        return add(Integer.toString(number));
    }

    /** The 32 bytes of the hash; the digest is spent. */
    byte[] hash() {
        return digest.digest();
    }

    private void addLength(int length) {
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
    }
}
