package io.enricher.input;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes with which some programs begin a file to tell its encoding. */
enum ByteOrderMark {
    UTF_8("efbbbf", "UTF-8", StandardCharsets.UTF_8),
    UTF_16LE("fffe", "UTF-16", StandardCharsets.UTF_16LE),
    UTF_16BE("feff", "UTF-16", StandardCharsets.UTF_16BE);

    private final String hexadecimal;
    private final String encoding;
    private final Charset charset;

    ByteOrderMark(String hexadecimal, String encoding, Charset charset) {
        this.hexadecimal = hexadecimal;
        this.encoding = encoding;
        this.charset = charset;
    }

    static Optional<ByteOrderMark> at(byte[] head) {
        String beginning = HexFormat.of().formatHex(head, 0, Math.min(head.length, 3));
        return Arrays.stream(values())
                .filter(mark -> beginning.startsWith(mark.hexadecimal))
                .findFirst();
    }

    /** The name a user writes for the encoding. */
    String encoding() {
        return encoding;
    }

    /** The encoding with its byte order, which a writer needs. */
    Charset charset() {
        return charset;
    }

    boolean agreesWith(Charset other) {
        return other.equals(charset) || other.name().equals(encoding);
    }
}
