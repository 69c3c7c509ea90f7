package io.enricher.spans;

import io.enricher.input.InputFiles;
import io.enricher.source.SourceRequest;
import io.enricher.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of source and the state directory of who reads it. */
final class SourceFolder {

    private final Path folder;
    private final List<String> phases = new ArrayList<>();
    private boolean stopped;

    /** @param folder an empty one */
    SourceFolder(Path folder) {
        this.folder = folder;
    }

    SourceFolder with(String path, String text) {
        try {
            Path file = folder.resolve("source").resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceFolder stopped() {
        stopped = true;
        return this;
    }

    ChunkFiles.Cut cut(String owner) {
        return chunkFiles().cut(tree(), owner);
    }

    ChunkFiles chunkFiles() {
        return new ChunkFiles(folder.resolve("state"), progress(), () -> stopped);
    }

    private SourceTree tree() {
        return SourceTree.find(
                new SourceRequest(folder.resolve("source").toString(), Optional.empty(), List.of(), List.of()));
    }

    InputFiles chunks() {
        ChunkFiles.Cut cut = cut("test");
        return InputFiles.ofChunks("source", "source", cut.identity(), cut.file());
    }

    SpanProgress progress() {
        return new SpanProgress() {
            @Override
            public void beginSymbols(String phase) {
                phases.add(phase);
            }

            @Override
            public void done(long symbols, long total) {}
        };
    }

    List<String> phases() {
        return List.copyOf(phases);
    }
}
