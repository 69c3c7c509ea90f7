package io.enricher.input;

import io.enricher.domain.InvalidInputException;
import java.io.IOException;

/** Turns an error of the file system into what a user is told (exit 66), and keeps the cause. */
final class Unreadable {

    private Unreadable() {}

    /** @param where the input, with the line if it is known */
    static InvalidInputException because(String where, IOException cause) {
        InvalidInputException unreadable = InvalidInputException.missing("%s cannot be read: %s (%s)"
                .formatted(where, cause.getMessage(), cause.getClass().getSimpleName()));
        unreadable.initCause(cause);
        return unreadable;
    }
}
