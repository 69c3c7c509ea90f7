package io.enricher.output;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A complete file next to its target, on the disk and ready to take the target's place.
 *
 * @param target the file it is for
 * @param part   where it is now
 * @param bytes  its size, by which a later process knows it again
 */
public record FinishedPart(Path target, Path part, long bytes) {

    private static final Logger LOG = LoggerFactory.getLogger(FinishedPart.class);

    /**
     * The part that an earlier process finished but could not publish. Which size it had is for the caller to remember:
     * a part of another size was never finished.
     *
     * @param bytes size of the finished part
     */
    public static Optional<FinishedPart> find(Path target, long bytes) {
        Path part = pathFor(target);
        try {
            return Files.isRegularFile(part) && Files.size(part) == bytes
                    ? Optional.of(new FinishedPart(target, part, bytes))
                    : Optional.empty();
        } catch (IOException e) {
            throw new OutputException("cannot read " + part + ": " + Refusal.of(e), e);
        }
    }

    /**
     * Puts the part in the target's place in one atomic move.
     *
     * @throws OutputException if the target cannot be replaced; the part is kept
     */
    public void publish() {
        try {
            move();
        } catch (IOException e) {
            throw new OutputException(
                    "cannot replace " + target + ": " + Refusal.of(e) + "; the finished file is kept as " + part
                            + "; close the program that has it open or make the place writable, then start again:"
                            + " only this last step is left",
                    e);
        }
    }

    /**
     * The same for a file that is made anew at the next start.
     *
     * @throws OutputException if the target cannot be replaced; the part is removed
     */
    void publishOrDiscard() {
        try {
            move();
        } catch (IOException e) {
            discard();
            throw new OutputException(
                    "cannot replace " + target + ": " + Refusal.of(e)
                            + "; close the program that has it open or make the place writable, then start again",
                    e);
        }
    }

    private void move() throws IOException {
        Files.move(part, replaced(target), StandardCopyOption.ATOMIC_MOVE);
        force(PartFile.folderOf(target));
    }

    /** Removes the part; nothing happens if it is gone. */
    public void discard() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}; it may be deleted", part, Refusal.of(e));
        }
    }

    /** Where the part of a target is written. */
    static Path pathFor(Path target) {
        Path file = replaced(target);
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** What the move replaces: of a symbolic link the file that it points to, so that the link stays. */
    static Path replaced(Path target) {
        try {
            return Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings what was made, moved or removed in a folder to the disk. */
    static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows does not open folders; the move itself is done.
            LOG.debug("the folder {} cannot be synchronized", folder, e);
        }
    }
}
