package io.enricher.code;

/** A file that has to be given as windows; never leaves the package. */
final class UnsplittableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Fallback fallback;

    UnsplittableException(Fallback.Reason reason, String message) {
        super(message);
        this.fallback = new Fallback(reason, message);
    }

    UnsplittableException(Fallback.Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.fallback = new Fallback(reason, message);
    }

    Fallback fallback() {
        return fallback;
    }
}
