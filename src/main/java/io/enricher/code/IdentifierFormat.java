package io.enricher.code;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The side file of {@link FileIdentifiers}: a mark, a version and the number of files; for each file its path and its
 * sorted hashes, both after their length; at the end the checksum of all that.
 */
final class IdentifierFormat {

    /** What the bytes have against being such a file. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private static final int MARK = 0x454E4944;
    private static final int VERSION = 2;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    private static final int CHECKSUM_BYTES = Long.BYTES;

    private IdentifierFormat() {}

    static byte[] encode(Map<String, int[]> hashes) {
        int size = HEADER_BYTES + CHECKSUM_BYTES;
        for (Map.Entry<String, int[]> entry : hashes.entrySet()) {
            int path = entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size = Math.addExact(size, (2 + entry.getValue().length) * Integer.BYTES + path);
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MARK).putInt(VERSION).putInt(hashes.size());
        hashes.forEach((name, values) -> {
            byte[] path = name.getBytes(StandardCharsets.UTF_8);
            out.putInt(path.length).put(path).putInt(values.length);
            out.asIntBuffer().put(values);
            out.position(out.position() + values.length * Integer.BYTES);
        });
        return out.putLong(checksum(out.array(), out.position())).array();
    }

    static Map<String, int[]> decode(byte[] bytes) throws MalformedException {
        check(bytes.length >= HEADER_BYTES + CHECKSUM_BYTES, "too short");
        ByteBuffer in = ByteBuffer.wrap(bytes);
        check(in.getInt() == MARK, "it begins otherwise");
        int version = in.getInt();
        check(version == VERSION, "its version is " + version + ", not " + VERSION);
        int end = bytes.length - CHECKSUM_BYTES;
        check(in.getLong(end) == checksum(bytes, end), "its checksum is wrong, so it was cut or changed");
        try {
            return files(in.limit(end));
        } catch (BufferUnderflowException e) {
            throw new MalformedException("a length in it is wrong");
        }
    }

    private static Map<String, int[]> files(ByteBuffer in) throws MalformedException {
        Map<String, int[]> files = new TreeMap<>();
        for (int left = in.getInt(); left > 0; left--) {
            byte[] path = new byte[length(in, 1)];
            in.get(path);
            int[] values = new int[length(in, Integer.BYTES)];
            for (int i = 0; i < values.length; i++) {
                values[i] = in.getInt();
            }
            files.put(new String(path, StandardCharsets.UTF_8), values);
        }
        return files;
    }

    /** Checked before anything of that length is made. */
    private static int length(ByteBuffer in, int bytesEach) throws MalformedException {
        int length = in.getInt();
        check(length >= 0 && length <= in.remaining() / bytesEach, "a length in it is wrong");
        return length;
    }

    private static void check(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException(otherwise);
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }
}
