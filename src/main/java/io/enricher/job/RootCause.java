package io.enricher.job;

/** The exception that the wrappings of Spring Batch, Spring JDBC and the drivers are about. */
final class RootCause {

    private RootCause() {}

    static Throwable of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
