package io.enricher.domain;

/** The run stopped on its own terms (exit 1), such as over its failure limit; starting it again continues. */
public final class RunFailedException extends EnricherException {

    public RunFailedException(String message) {
        super(ExitCode.FAILED, message);
    }
}
