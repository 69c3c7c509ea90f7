package io.enricher.domain;

/** The command line is wrong; nothing was started. */
public final class UsageException extends EnricherException {

    public UsageException(String message) {
        super(ExitCode.USAGE, message);
    }
}
