package io.enricher.input;

import java.io.IOException;
import java.io.Reader;

/** A strict {@link TextDecoder} as a reader. For one thread. */
final class DecodedReader extends Reader {

    private final TextDecoder decoder;
    private final char[] one = new char[1 << 16];
    private int position;
    private int limit;

    DecodedReader(TextDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit) {
            limit = decoder.read(one);
            position = 0;
            if (limit < 0) {
                limit = 0;
                return -1;
            }
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(one, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
