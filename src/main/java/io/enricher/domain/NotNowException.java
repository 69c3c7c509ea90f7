package io.enricher.domain;

/** Something that passes by itself or by the user's leave stands in the way (exit 75): a lock, a cap, a spent quota. */
public sealed class NotNowException extends EnricherException permits CostCapReachedException {

    public NotNowException(String message) {
        super(ExitCode.NOT_NOW, message);
    }

    public NotNowException(String message, Throwable cause) {
        super(ExitCode.NOT_NOW, message, cause);
    }
}
