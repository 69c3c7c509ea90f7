package io.enricher.output;

import io.enricher.domain.UsageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A folder of pages that is replaced as a whole. The new one grows beside it as {@code NAME.new}; then the old one is moved
 * aside to {@code NAME.old}, the new one takes its place, and the old one is deleted. A process that is killed leaves a
 * whole folder in one of these places, and the next one finds it. A folder without {@link #MARKER} is not ours and is
 * never touched.
 */
final class PageFolder {

    /** A file that says whose the folder is. */
    static final String MARKER = ".enricher-docs";

    private static final String MARKER_TEXT =
            """
            These pages were written by the enricher (format=markdown). The next run replaces the whole folder:
            keep nothing of your own in it.
            """;

    private final Path place;
    private final Path fresh;
    private final Path old;

    private PageFolder(Path place) {
        this.place = place;
        this.fresh = place.resolveSibling(place.getFileName() + ".new");
        this.old = place.resolveSibling(place.getFileName() + ".old");
    }

    /** Of a symbolic link the folder that it points to, so that the link stays. */
    static PageFolder of(Path target) {
        return new PageFolder(FinishedPart.replaced(target));
    }

    /** @throws UsageException if there is something else in the target's place */
    static void refuseForeign(Path target) {
        try {
            of(target).requireOurs();
        } catch (FileSystemException e) {
            throw new UsageException("the output " + Refusal.of(e) + "; move it away or choose another with output=");
        }
    }

    /**
     * Clears what a killed process left, and begins anew.
     *
     * @return where the new pages are to be written
     * @throws IOException if that fails, or one of the places holds what is not ours
     */
    Path begin() throws IOException {
        requireOurs();
        if (isThere(old) && !isThere(place)) {
            Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(old);
        delete(fresh);
        Files.createDirectories(fresh);
        Files.writeString(fresh.resolve(MARKER), MARKER_TEXT);
        return fresh;
    }

    /**
     * Puts the new pages in the place of the old ones.
     *
     * @throws IOException if that fails; the old ones are then in their place
     */
    void replace() throws IOException {
        WholeFolder.force(fresh);
        boolean replaces = isThere(place);
        if (replaces) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        FinishedPart.force(PartFile.folderOf(place));
        delete(old);
    }

    /** Removes the new pages, where they cannot be finished. */
    void discard() throws IOException {
        delete(fresh);
    }

    /**
     * Removes the folder, if there is one.
     *
     * @throws IOException if that fails, or it is not ours
     */
    void remove() throws IOException {
        requireOurs();
        delete(place);
    }

    private void requireOurs() throws FileSystemException {
        for (Path folder : new Path[] {place, fresh, old}) {
            if (isThere(folder) && !isOurs(folder)) {
                throw new FileSystemException(
                        folder.toString(),
                        null,
                        folder + " holds something else than pages of an earlier run (no " + MARKER + " is in it)");
            }
        }
    }

    private static boolean isThere(Path folder) {
        return Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** A folder that a process made, or all but deleted, when it was killed, is empty. */
    private static boolean isOurs(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            // What cannot be read cannot be told to be ours.
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (isThere(folder)) {
            WholeFolder.delete(folder, MARKER);
        }
    }
}
