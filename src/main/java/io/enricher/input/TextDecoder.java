package io.enricher.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/**
 * Decodes a stream strictly, without its byte order mark. Unlike a {@link java.io.InputStreamReader}, which loses the
 * text between the start of its buffer and a bad byte, it hands that text over first; so whoever counts lines knows
 * where the bad byte stands. For one thread.
 */
final class TextDecoder implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream stream;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean atStart = true;
    private boolean streamEnded;
    private boolean flushed;

    TextDecoder(InputStream stream, Charset charset) {
        this.stream = stream;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Fills the beginning of an array of at least two characters.
     *
     * @return how many characters, at least one; -1 at the end
     * @throws UndecodableException if the next byte is not valid; everything before it has been handed over
     */
    int read(char[] target) throws IOException {
        int count = decode(target);
        if (atStart && count > 0) {
            atStart = false;
            if (target[0] == BYTE_ORDER_MARK) {
                System.arraycopy(target, 1, target, 0, count - 1);
                return count > 1 ? count - 1 : read(target);
            }
        }
        return count;
    }

    private int decode(char[] target) throws IOException {
        if (flushed) {
            return -1;
        }
        CharBuffer characters = CharBuffer.wrap(target);
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, streamEnded);
            if (characters.position() > 0) {
                return characters.position();
            }
            if (result.isError()) {
                throw undecodable(result.length());
            }
            if (streamEnded) {
                flushed = true;
                decoder.flush(characters);
                return characters.position() > 0 ? characters.position() : -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        streamEnded = count < 0;
        bytes.position(bytes.position() + Math.max(count, 0)).flip();
    }

    private UndecodableException undecodable(int length) {
        int count = Math.min(Math.max(length, 1), bytes.remaining());
        byte[] bad = new byte[count];
        bytes.get(bytes.position(), bad);
        String name = decoder.charset().name();
        String other = name.equals("windows-1252") ? "ISO-8859-1" : "windows-1252";
        return new UndecodableException(
                "0x%s is not valid %s. Save the file as UTF-8, or say how it is encoded, such as encoding=%s"
                        .formatted(HexFormat.of().withUpperCase().formatHex(bad), name, other));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** The stream is not in the encoding it was opened with; the message says which byte, and the cure. */
    static final class UndecodableException extends CharacterCodingException {

        private static final long serialVersionUID = 1L;

        private final String message;

        private UndecodableException(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
