package io.enricher.input;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read from the beginning as often as wanted. */
@FunctionalInterface
interface ByteSource {

    /** A new stream at the first byte, closed by the caller. */
    InputStream open() throws IOException;
}
