package io.enricher.provider;

import io.enricher.domain.InvalidConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key that never shows itself: not in text, not by its hash.
 *
 * @param value the key; white space around it, as at the end of a key file, is cut off
 */
public record Secret(String value) {

    private static final int SHOWN = 4;

    public Secret {
        value = value.strip();
        // An HTTP client that meets another character quotes the whole header in its error.
        if (value.isEmpty() || !value.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new InvalidConfigurationException(
                    "the API key is empty or holds a space, a line break or a non-ASCII character;"
                            + " check the key variable or the key file for quotes and stray text");
        }
    }

    /** Enough for its owner to tell which one it is; nothing of a short one, of which it would be a telling part. */
    public String lastFour() {
        return value.length() < 4 * SHOWN ? toString() : "…" + value.substring(value.length() - SHOWN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** The same for every key, so that a printed hash tells nothing. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "****";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.US_ASCII);
    }
}
