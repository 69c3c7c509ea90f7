package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A file of lines that appears whole or not at all: closing it before {@link #publish()} leaves nothing. UTF-8. For one
 * thread.
 */
public final class LinesFile implements Closeable {

    private final PartFile part;

    private LinesFile(PartFile part) {
        this.part = part;
    }

    /** @throws OutputException if it cannot be made */
    public static LinesFile create(Path target) {
        return new LinesFile(PartFile.create(target));
    }

    /** @param place the job parameter that names another place */
    static LinesFile create(Path target, String place) {
        return new LinesFile(PartFile.create(target, PartFile.Packing.NONE, place));
    }

    /** @throws OutputException if it cannot be written */
    public void write(String line) {
        try {
            part.writer().write(line);
            part.writer().write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the file in its place, on the disk.
     *
     * @throws OutputException if that fails; nothing is left then
     */
    public void publish() {
        part.seal().publishOrDiscard();
    }

    @Override
    public void close() {
        part.close();
    }
}
