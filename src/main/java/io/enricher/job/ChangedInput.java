package io.enricher.job;

import io.enricher.domain.InvalidInputException;
import io.enricher.input.InputFile;
import io.enricher.input.InputFiles;

/** An input that was replaced or written to while the run read it: nothing of what was read of it can be relied on. */
final class ChangedInput {

    private final InputFiles input;

    ChangedInput(InputFiles input) {
        this.input = input;
    }

    /** @throws InvalidInputException if size or time of a file tell that it is another by now */
    void refuse() {
        if (input.changed().isPresent()) {
            throw refusal();
        }
    }

    InvalidInputException refusal() {
        String changed = input.changed().map(InputFile::given).orElse(input.given());
        return InvalidInputException.malformed("the input " + changed
                + " changed while it was read; the old output is untouched and all answers are kept."
                + " Start again when the file is complete");
    }
}
