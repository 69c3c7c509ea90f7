package io.enricher.source;

import io.enricher.domain.OutputException;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of the state directory that appears whole or not at all: closing it before {@link #publish} removes it. */
final class PartialFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final FileOutputStream file;
    private final Writer writer;

    private PartialFile(Path target, Path part, FileOutputStream file) {
        this.target = target;
        this.part = part;
        this.file = file;
        this.writer = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 1 << 16);
    }

    /** @throws OutputException if it cannot be made */
    static PartialFile create(Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            return new PartialFile(target, part, new FileOutputStream(part.toFile()));
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    /** @throws OutputException if the disk is full, for example */
    void write(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    /**
     * Brings it to the disk and in its place.
     *
     * @return its size in bytes
     * @throws OutputException if that fails
     */
    long publish() {
        try {
            writer.flush();
            file.getFD().sync();
            writer.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(target);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** @throws OutputException if what is unfinished cannot be removed */
    @Override
    public void close() {
        try {
            file.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw Trouble.unwritable("remove " + part, e);
        }
    }

    private static OutputException failed(Path path, IOException cause) {
        return Trouble.unwritable("write " + path, cause);
    }
}
