package io.enricher.domain;

/** A signal ended the program before there was a run that could end as stopped (exit 130 or 143). */
public final class StoppedException extends EnricherException {

    /** @param signal the exit code of the signal */
    public StoppedException(ExitCode signal, String message) {
        super(signal, message);
    }
}
