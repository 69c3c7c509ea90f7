package io.enricher.source;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.LockFailedException;
import org.jspecify.annotations.Nullable;

/** Tells by its causes what a failure of git is about: git has one exception for all that happens during a fetch. */
final class GitFailure {

    private GitFailure() {}

    static boolean isOfTheNetwork(Throwable failure) {
        return hasCause(
                failure,
                SocketException.class,
                UnknownHostException.class,
                InterruptedIOException.class,
                SSLException.class);
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
