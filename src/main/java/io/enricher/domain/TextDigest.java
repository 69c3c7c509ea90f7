package io.enricher.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over texts, each preceded by its length, so that no two different lists of texts read alike. Not safe for use
 * by several threads; {@link #copy()} of one that is no longer changed is.
 */
public final class TextDigest {

    private final MessageDigest digest;

    private TextDigest(MessageDigest digest) {
        this.digest = digest;
    }

    public static TextDigest create() {
        try {
            return new TextDigest(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Another digest that has seen the same texts; cheaper than to look the algorithm up again for each row. */
    public TextDigest copy() {
        try {
            return new TextDigest((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    public TextDigest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(bytes.length);
        digest.update(bytes);
        return this;
    }

    public TextDigest add(int number) {
        return add(Integer.toString(number));
    }

    /** The 32 bytes of the hash; the digest is spent. */
    public byte[] hash() {
        return digest.digest();
    }

    /** The hash in hexadecimal digits; the digest is spent. */
    public String hex() {
        return HexFormat.of().formatHex(hash());
    }

    private void addLength(int length) {
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
    }
}
