package io.enricher.domain;

/** The output cannot be written or put in its place (exit 73); what was answered is kept. */
public final class OutputException extends EnricherException {

    public OutputException(String message, Throwable cause) {
        super(ExitCode.OUTPUT_FAILED, message, cause);
    }
}
