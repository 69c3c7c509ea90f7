package io.enricher.output;

import java.nio.file.Path;

/**
 * A file that is locked while something else is written.
 *
 * @param guards    what is written, for messages
 * @param elsewhere how to have it written at another place, such as {@code output=…}
 */
public record LockFile(Path file, String guards, String elsewhere) {

    static LockFile of(OutputPaths paths) {
        return of(paths.lock(), paths.enriched(), OutputPaths.OUTPUT);
    }

    /** @param parameter the job parameter that says where {@code guarded} is */
    static LockFile of(Path file, Path guarded, String parameter) {
        return new LockFile(file, guarded.toString(), parameter + "=…");
    }
}
