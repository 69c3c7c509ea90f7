package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Turns a failed write into an {@link OutputException} that names the file and the cure, here where both are known, so
 * that it passes through the writers above unchanged.
 */
final class PartStream extends OutputStream {

    private final OutputStream delegate;
    private final Path part;
    private final String place;

    /** @param place the job parameter that names another place */
    PartStream(OutputStream delegate, Path part, String place) {
        this.delegate = delegate;
        this.part = part;
        this.place = place;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            delegate.write(bytes, offset, length);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write " + part + ": " + Refusal.of(e)
                            + "; make room or choose another place with " + place + ", then start again:"
                            + " nothing is asked twice",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }
}
