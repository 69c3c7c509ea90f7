package io.enricher.embedding;

/** The embedding model does not run on this machine; a run can go on without neighbours. The message says what to do. */
public final class EmbeddingUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    EmbeddingUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
