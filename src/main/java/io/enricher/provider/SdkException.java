package io.enricher.provider;

/**
 * Stands for an SDK's exception as the cause of ours: its class and its stack, without its message, which may quote a
 * key, a prompt or an answer.
 */
final class SdkException extends Exception {

    SdkException(Throwable original) {
        super(names(original));
        setStackTrace(original.getStackTrace());
    }

    private static String names(Throwable original) {
        StringBuilder names = new StringBuilder(original.getClass().getSimpleName());
        for (Throwable cause = original.getCause(); cause != null; cause = cause.getCause()) {
            names.append(" <- ").append(cause.getClass().getSimpleName());
        }
        return names.toString();
    }
}
