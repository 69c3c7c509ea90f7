package io.enricher.output;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the pages of source files below a folder, one open at a time. The symbols of a file need not follow each other:
 * what comes later is appended. For one thread.
 */
final class PageWriter implements Closeable {

    private final Path folder;
    private final Set<String> begun = new HashSet<>();
    private String current = "";
    private Writer writer = Writer.nullWriter();

    PageWriter(Path folder) {
        this.folder = folder;
    }

    void write(SourcePage page, String section) throws IOException {
        if (!current.equals(page.name())) {
            turnTo(page);
        }
        writer.write(section);
    }

    private void turnTo(SourcePage page) throws IOException {
        close();
        writer = open(folder.resolve(page.name()));
        current = page.name();
        if (begun.add(current)) {
            writer.write(page.head());
        }
    }

    /** Writes a page whole. */
    void write(String name, String text) throws IOException {
        try (Writer whole = open(folder.resolve(name))) {
            whole.write(text);
        }
    }

    /** Appends: not to a channel, which an interrupt of the thread would close. */
    private static Writer open(Path file) throws IOException {
        Files.createDirectories(PartFile.folderOf(file));
        return new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(file.toFile(), true), PartFile.encoder()));
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
