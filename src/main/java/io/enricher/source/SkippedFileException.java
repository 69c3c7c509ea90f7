package io.enricher.source;

/** A file turned out not to be source when it was opened; never leaves the package. */
final class SkippedFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final SkipReason reason;

    SkippedFileException(SkipReason reason) {
        super(reason.code());
        this.reason = reason;
    }

    SkipReason reason() {
        return reason;
    }
}
