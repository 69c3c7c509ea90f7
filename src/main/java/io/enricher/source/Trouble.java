package io.enricher.source;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.OutputException;
import org.jspecify.annotations.Nullable;

/** Turns failures of git and of the file system into what a user is told; keeps the cause. */
final class Trouble {

    private Trouble() {}

    static InvalidInputException damaged(String repository, Exception cause) {
        return because(
                InvalidInputException.malformed("the repository " + repository + " is damaged: " + words(cause)
                        + ". Try git fsck in it, or clone it again; without rev= the files of its folder are read as they"
                        + " are"),
                cause);
    }

    static InvalidInputException unreadable(String place, Exception cause) {
        return because(InvalidInputException.missing(place + " cannot be read: " + words(cause)), cause);
    }

    /** @param what was tried in the state directory, such as {@code write FILE} */
    static OutputException unwritable(String what, Exception cause) {
        return new OutputException(
                "cannot " + what + ": " + words(cause)
                        + ". Make room or give leave to write there, or choose another place with"
                        + " --enricher.state-dir=…",
                cause);
    }

    static InvalidInputException because(InvalidInputException told, Exception cause) {
        told.initCause(cause);
        return told;
    }

    static String words(Exception failure) {
        @Nullable String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + PathText.of(message));
    }
}
