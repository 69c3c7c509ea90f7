package io.enricher.source;

import io.enricher.code.Fallback;
import io.enricher.domain.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/**
 * The symbols of a snapshot, one JSON object per line, in the order of paths and lines; beside it, as
 * {@code NAME.counts.json}, what was counted on the way, which also proves that it is whole.
 */
public final class ChunkFile {

    /** In the order in which each line has them. */
    public static final List<String> COLUMNS = List.of(
            "path",
            "language",
            "kind",
            "name",
            "qualifiedName",
            "parent",
            "visibility",
            "signature",
            "modifiers",
            "doc",
            "startLine",
            "endLine",
            "text",
            "calls",
            "textLines",
            "statementLines");

    private ChunkFile() {}

    /**
     * What became of the files of a snapshot.
     *
     * @param identity       of the snapshot
     * @param description    of the snapshot, for a person
     * @param files          that were read
     * @param symbols        lines of the chunk file; windows count too
     * @param skipped        files that were not read
     * @param fallbacks      files given as windows
     * @param bytes          size of the chunk file
     */
    public record Result(
            String identity,
            String description,
            long files,
            long symbols,
            SkippedFiles skipped,
            Map<Fallback.Reason, Long> fallbacks,
            long bytes) {

        public Result {
            EnumMap<Fallback.Reason, Long> ordered = new EnumMap<>(Fallback.Reason.class);
            ordered.putAll(fallbacks);
            fallbacks = Collections.unmodifiableMap(ordered);
        }
    }

    /**
     * Reads and splits everything, on several threads; what is written does not depend on them. Until it ends, the target
     * is not there.
     *
     * @param texts is given path and text of each file that is read, in order, on the calling thread
     * @throws CancellationException if the run was asked to stop; the target is not there then
     * @throws io.enricher.domain.OutputException if it cannot be written
     */
    public static Result write(
            SourceSnapshot snapshot,
            Path target,
            BiConsumer<String, String> texts,
            SplitProgress progress,
            StopSignal stop) {
        remove(target);
        SplitCounts counts = new SplitCounts();
        long bytes;
        try (PartialFile file = PartialFile.create(target)) {
            try (OrderedSplitting splitting = OrderedSplitting.start(split -> {
                file.write(split.rows());
                counts.add(split);
                progress.splitSoFar(counts.files(), counts.symbols());
            })) {
                snapshot.forEach(source -> {
                    requireGoingOn(stop, target);
                    texts.accept(source.path(), source.text());
                    splitting.add(source);
                });
                splitting.finish();
            }
            requireGoingOn(stop, target);
            bytes = file.publish();
        }
        Result result = new Result(
                snapshot.identity(),
                snapshot.description(),
                counts.files(),
                counts.symbols(),
                snapshot.skipped(),
                counts.fallbacks(),
                bytes);
        ChunkCounts.write(result, countsOf(target));
        return result;
    }

    /** What was counted when it was written; empty if it is not there, or not whole. */
    public static Optional<Result> open(Path target) {
        return ChunkCounts.read(countsOf(target)).filter(result -> result.bytes() == size(target));
    }

    private static void requireGoingOn(StopSignal stop, Path target) {
        if (stop.isStopRequested()) {
            throw new CancellationException("stopped while " + target + " was written");
        }
    }

    /** The counts first: they must not vouch for another file. */
    private static void remove(Path target) {
        try {
            Files.deleteIfExists(countsOf(target));
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw Trouble.unwritable("remove the older " + target, e);
        }
    }

    private static long size(Path target) {
        try {
            return Files.exists(target) ? Files.size(target) : -1;
        } catch (IOException e) {
            throw Trouble.unwritable("read " + target, e);
        }
    }

    private static Path countsOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".counts.json");
    }
}
