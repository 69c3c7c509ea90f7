package io.enricher.domain;

/**
 * The run cannot go on, and a person is told why: the message says what happened, where, and what to do. Named by who
 * must act; carries the documented exit code.
 */
public abstract class EnricherException extends RuntimeException {

    private final ExitCode exitCode;

    protected EnricherException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    protected EnricherException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public final ExitCode exitCode() {
        return exitCode;
    }
}
