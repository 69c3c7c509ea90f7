package io.enricher.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes clones that are of no use: those that a killed process began, and damaged ones. */
final class CloneFolders {

    private static final Logger LOG = LoggerFactory.getLogger(CloneFolders.class);

    private CloneFolders() {}

    /** What began with a clone of {@code place} and never took it; while its lock is held nobody is at work on one. */
    static void removeUnfinished(Path place) throws IOException {
        String began = place.getFileName() + ".*";
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(place.toAbsolutePath().getParent(), began)) {
            found.forEach(CloneFolders::delete);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Never fails, for it also runs when something else already has. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot remove {}: {}; it may be deleted", folder, Trouble.words(e));
        }
    }
}
