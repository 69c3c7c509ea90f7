package io.enricher.source;

import java.nio.file.FileSystemException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.jspecify.annotations.Nullable;

/** Tells by its causes what a failure of git is about: git has one exception for all that happens during a fetch. */
final class GitFailure {

    private GitFailure() {}

    /** Whether what is there is damaged. */
    static boolean isOfObjects(Throwable failure) {
        return hasCause(
                failure,
                MissingObjectException.class,
                CorruptObjectException.class,
                PackInvalidException.class,
                RepositoryNotFoundException.class,
                ConfigInvalidException.class);
    }

    static boolean isOfTheDisk(Throwable failure) {
        return hasCause(failure, FileSystemException.class, LockFailedException.class) || saysDiskFull(failure);
    }

    /** Streams of files give but the words of the operating system. */
    private static boolean saysDiskFull(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable String message = cause.getMessage();
            if (message != null
                    && (message.contains("No space left on device") || message.contains("Disk quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCause(Throwable failure, Class<?>... types) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Class<?> type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
