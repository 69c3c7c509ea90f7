package io.enricher.job;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.UsageException;
import io.enricher.input.AnswerLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be done with the cache. */
public sealed interface CacheRequest {

    /** Tells what it holds. */
    record Statistics() implements CacheRequest {}

    /**
     * Deletes answers; all if neither recipe nor age is given.
     *
     * @param olderThan those given longer ago
     */
    record Clear(Optional<String> recipe, Optional<Duration> olderThan, Unfinished unfinished)
            implements CacheRequest {}

    /** What is done while a run that counts on its answers is unfinished. */
    enum Unfinished {
        REFUSE,
        FORCE
    }

    /** Writes the answers of models to a file. */
    record Export(Path file, Optional<String> recipe) implements CacheRequest {

        /** @throws UsageException if the file is there and is no export */
        public Export {
            if (Files.exists(file) && !isExport(file)) {
                throw new UsageException(file + " is there already and holds something other than exported answers;"
                        + " choose another name with export=");
            }
        }

        private static boolean isExport(Path file) {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            try (AnswerLines lines = AnswerLines.open(file, Instant.now())) {
                lines.next();
                return true;
            } catch (InvalidInputException e) {
                return false;
            }
        }
    }

    /** Takes in the answers of a file that an export wrote. */
    record Import(Path file) implements CacheRequest {}
}
