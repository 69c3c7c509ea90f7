package io.enricher.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a killed process left of a clone. */
final class UnfinishedClones {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedClones.class);

    /** Another process may be at work on a younger one. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private UnfinishedClones() {}

    static void remove(Path clones, String prefix) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(clones, prefix + "*")) {
            for (Path unfinished : found) {
                Instant touched = Files.getLastModifiedTime(unfinished).toInstant();
                if (touched.isBefore(Instant.now().minus(ABANDONED))) {
                    delete(unfinished);
                }
            }
        }
    }

    /** Never fails, for it runs when something else already has. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}; it may be deleted", folder, Trouble.words(e));
        }
    }
}
