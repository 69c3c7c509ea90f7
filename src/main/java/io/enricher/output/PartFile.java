package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file while it is written: {@code TARGET.part} in the target's own folder, so that putting it in the target's place is
 * one atomic move. The target stays as it is until then. Closing it before {@link #seal()} removes it. For one thread.
 */
final class PartFile implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);
    /** Small: of each of a thousand files the rejected records may be open at once. */
    private static final int BUFFER_BYTES = 1 << 14;

    private static final byte[] REPLACEMENT_CHARACTER = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final Path target;
    private final Path part;
    private final FileOutputStream file;
    private final OutputStream bytes;
    private final Writer writer;
    private boolean sealed;

    /** How the bytes of a file are kept. */
    enum Packing {
        NONE,
        GZIP
    }

    private PartFile(Path target, Path part, FileOutputStream file, Packing packing, String place) throws IOException {
        this.target = target;
        this.part = part;
        this.file = file;
        OutputStream buffered = new BufferedOutputStream(new PartStream(file, part, place), BUFFER_BYTES);
        this.bytes = packing == Packing.GZIP ? new GZIPOutputStream(buffered, BUFFER_BYTES) : buffered;
        this.writer = new BufferedWriter(new OutputStreamWriter(bytes, encoder()));
    }

    /**
     * Makes the target's folder where needed, and an empty part in place of an older one.
     *
     * @throws OutputException if the part cannot be made
     */
    static PartFile create(Path target) {
        return create(target, Packing.NONE, "output=FOLDER/");
    }

    /**
     * @param place the job parameter that names another place
     * @throws OutputException if the part cannot be made
     */
    static PartFile create(Path target, Packing packing, String place) {
        Path part = FinishedPart.pathFor(target);
        try {
            Files.createDirectories(folderOf(part));
            Files.deleteIfExists(part);
            Files.createFile(part);
            // Not a channel: an interrupt of the thread would close it.
            return new PartFile(target, part, new FileOutputStream(part.toFile()), packing, place);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write " + part + ": " + Refusal.of(e)
                            + "; make its folder writable or choose another place with " + place,
                    e);
        }
    }

    /** UTF-8; an unpaired surrogate becomes U+FFFD. Failures are {@link OutputException}s. Do not close it. */
    Writer writer() {
        return writer;
    }

    /**
     * Brings everything to the disk and ends writing.
     *
     * @throws OutputException if that fails
     */
    FinishedPart seal() {
        try {
            writer.flush();
            if (bytes instanceof GZIPOutputStream packed) {
                packed.finish();
                packed.flush();
            }
            file.getFD().sync();
            file.close();
            sealed = true;
            return new FinishedPart(target, part, Files.size(part));
        } catch (IOException e) {
            throw new OutputException("cannot finish " + part + ": " + Refusal.of(e) + "; start again", e);
        }
    }

    /** Removes the part unless it is sealed; never fails, for it runs when something else already has. */
    @Override
    public void close() {
        if (sealed) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}; it may be deleted", part, Refusal.of(e));
        }
    }

    static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new UncheckedIOException(new IOException(file + " is not a file"));
        }
        return folder;
    }

    /** Of UTF-8; an unpaired surrogate becomes U+FFFD. */
    static CharsetEncoder encoder() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(REPLACEMENT_CHARACTER);
    }
}
