package io.enricher.spans;

import io.enricher.code.FileIdentifiers;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.OutputException;
import io.enricher.domain.StopSignal;
import io.enricher.domain.TextDigest;
import io.enricher.source.ChunkFile;
import io.enricher.source.SourceSnapshot;
import io.enricher.source.SourceTree;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chunks of source trees, in the state directory: a file for each owner, which is a run's output. While the tree stays
 * as it is, a run that goes on finds the chunks with which it began; when it is complete they are deleted. Used while the
 * output is locked.
 */
public final class ChunkFiles {

    private static final Logger log = LoggerFactory.getLogger(ChunkFiles.class);

    private static final String FOLDER = "chunks";
    private static final int SHOWN_DIGITS = 20;

    /** Longer than anybody waits to go on with a run; then they are made again, the same ones. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path stateDirectory;
    private final SpanProgress progress;
    private final StopSignal stop;

    public ChunkFiles(Path stateDirectory, SpanProgress progress, StopSignal stop) {
        this.stateDirectory = stateDirectory;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * A tree that was cut.
     *
     * @param file     its chunks
     * @param identity another text means another tree
     */
    public record Cut(Path file, String identity, TreeFindings findings) {}

    /**
     * Cuts the tree, unless that was done for the same output and the same state of the tree.
     *
     * @param owner whose chunks these are: no other process works for the same one
     * @throws io.enricher.domain.EnricherException if the tree cannot be read, or there is nothing in it
     */
    public Cut cut(SourceTree tree, String owner) {
        try (SourceSnapshot snapshot = tree.snapshot(stateDirectory, stop)) {
            String prefix = digits(owner) + "-";
            Path file = folder().resolve(prefix + digits(snapshot.identity()) + ".jsonl");
            Optional<ChunkFile.Result> found = ChunkFile.open(file).filter(whole -> areIdentifiersWhole(file));
            found.ifPresent(whole -> touchAll(prefix + "*"));
            ChunkFile.Result result = found.orElseGet(() -> write(snapshot, prefix, file));
            TreeFindings findings = findings(result);
            if (result.symbols() == 0) {
                deleteAll(prefix + "*");
                throw InvalidInputException.missing("input " + tree.location() + " holds no source that can be read ("
                        + findings.description() + "). Name other files with include=, such as include='**/*.sql'");
            }
            return new Cut(file, snapshot.identity(), findings);
        }
    }

    /** Looked at now, as an answer that was paid for must not meet a damaged file. */
    private static boolean areIdentifiersWhole(Path chunks) {
        try {
            Objects.requireNonNull(FileIdentifiers.read(identifiersFileOf(chunks)));
            return true;
        } catch (IOException e) {
            log.debug("The identifiers are to be collected again", e);
            return false;
        }
    }

    private ChunkFile.Result write(SourceSnapshot snapshot, String prefix, Path file) {
        progress.beginSymbols("reading the source");
        deleteAll(prefix + "*");
        deleteOld();
        FileIdentifiers identifiers = new FileIdentifiers();
        long[] before = new long[1];
        ChunkFile.Result result = ChunkFile.write(
                snapshot,
                file,
                identifiers::add,
                (files, symbols) -> {
                    progress.done(symbols - before[0], 0);
                    before[0] = symbols;
                },
                stop);
        try {
            identifiers.write(identifiersFileOf(file));
        } catch (IOException e) {
            throw new OutputException("cannot write " + identifiersFileOf(file) + ": " + e.getMessage(), e);
        }
        return result;
    }

    private static TreeFindings findings(ChunkFile.Result result) {
        Map<String, Long> skipped = new LinkedHashMap<>();
        result.skipped().counts().forEach((reason, count) -> skipped.put(reason.code(), count));
        Map<String, Long> fallbacks = new LinkedHashMap<>();
        result.fallbacks()
                .forEach((reason, count) -> fallbacks.put(reason.name().toLowerCase(Locale.ROOT), count));
        return new TreeFindings(result.description(), result.files(), result.symbols(), skipped, fallbacks);
    }

    private static Path identifiersFileOf(Path chunks) {
        return chunks.resolveSibling(chunks.getFileName() + ".identifiers");
    }

    /** The identifiers of the files that the chunks are of. */
    public static FileIdentifiers identifiersOf(Path chunks) {
        try {
            return FileIdentifiers.read(identifiersFileOf(chunks));
        } catch (IOException e) {
            throw InvalidInputException.missing("the chunks of the source in the state directory cannot be read: "
                    + e.getMessage() + ". Delete " + chunks + " and start again");
        }
    }

    /** Deletes the chunks of an owner who needs them no more; what cannot be deleted is told in the log. */
    public void forget(String owner) {
        try {
            if (Files.isDirectory(stateDirectory.resolve(FOLDER))) {
                deleteAll(digits(owner) + "-*");
            }
        } catch (OutputException e) {
            log.warn("{}; they may be deleted", e.getMessage());
        }
    }

    /** What processes left that were killed, and runs that nobody went on with. */
    private void deleteOld() {
        Instant before = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder())) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No reason to fail: the next run tries again.
            log.warn("Old chunks in {} cannot be deleted: {}", stateDirectory, e.getMessage());
        }
    }

    /** They are in use again, so that another process does not take them for left behind. */
    private void touchAll(String glob) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), glob)) {
            for (Path file : files) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No reason to fail: only a run that lasts for weeks would miss it.
            log.warn("The time of chunks in {} cannot be set: {}", stateDirectory, e.getMessage());
        }
    }

    private void deleteAll(String glob) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), glob)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new OutputException("old chunks in " + stateDirectory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private Path folder() {
        try {
            return Files.createDirectories(stateDirectory.resolve(FOLDER));
        } catch (IOException e) {
            throw new OutputException(
                    "no folder for chunks can be made in " + stateDirectory + ": " + e.getMessage()
                            + ". Make it writable, or choose another with --enricher.state-dir=…",
                    e);
        }
    }

    private static String digits(String text) {
        return TextDigest.create().add(text).hex().substring(0, SHOWN_DIGITS);
    }
}
