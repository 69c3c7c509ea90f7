package io.enricher.domain;

/** The input is missing or malformed; the user mends the file or the reader settings. */
public final class InvalidInputException extends EnricherException {

    private InvalidInputException(ExitCode exitCode, String message) {
        super(exitCode, message);
    }

    /** The input was found but its content cannot be used (exit 65). */
    public static InvalidInputException malformed(String message) {
        return new InvalidInputException(ExitCode.INPUT_MALFORMED, message);
    }

    /** The input is not there or cannot be read (exit 66). */
    public static InvalidInputException missing(String message) {
        return new InvalidInputException(ExitCode.INPUT_MISSING, message);
    }
}
