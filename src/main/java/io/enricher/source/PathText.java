package io.enricher.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * File names as text on one line. What a terminal would obey, and bytes that are no UTF-8, become escapes as in Java
 * ({@code \}{@code u000A}) or shell ({@code \xE9}). A backslash that could be taken for the beginning of one is escaped
 * too, so two names never read alike.
 */
final class PathText {

    private static final Pattern UNSAFE = Pattern.compile(
            "[\\p{Cc}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}]|\\\\(?=[ux])");

    private PathText() {}

    static String of(String name) {
        return UNSAFE.matcher(name)
                .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
    }

    static String of(byte[] name) {
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString());
        } catch (CharacterCodingException e) {
            return escaped(name);
        }
    }

    private static String escaped(byte[] name) {
        StringBuilder text = new StringBuilder();
        for (byte each : name) {
            text.append(each >= 0 ? of(String.valueOf((char) each)) : "\\x%02X".formatted(each & 0xFF));
        }
        return text.toString();
    }
}
