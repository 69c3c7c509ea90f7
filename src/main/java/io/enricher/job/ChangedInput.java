package io.enricher.job;

import io.enricher.domain.InvalidInputException;
import io.enricher.input.InputFile;
import java.nio.file.Path;

/** An input that was replaced or written to while the run read it: nothing of what was read of it can be relied on. */
final class ChangedInput {

    private final InputFile input;
    private final Path given;

    /** @param given the path as the user wrote it */
    ChangedInput(InputFile input, Path given) {
        this.input = input;
        this.given = given;
    }

    /** @throws InvalidInputException if size or time of the file tell that it is another by now */
    void refuse() {
        if (input.hasChanged()) {
            throw refusal();
        }
    }

    InvalidInputException refusal() {
        return InvalidInputException.malformed("the input " + given
                + " changed while it was read; the old output is untouched and all answers are kept."
                + " Start again when the file is complete");
    }
}
