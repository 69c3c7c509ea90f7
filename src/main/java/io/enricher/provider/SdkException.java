package io.enricher.provider;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;

/**
 * Stands for an SDK's exception as the cause of ours: its class and its stack, without its message, which may quote a
 * key, a prompt or an answer.
 */
final class SdkException extends Exception {

    private final boolean unsent;

    SdkException(Throwable original) {
        super(names(original));
        setStackTrace(original.getStackTrace());
        this.unsent = hasNoConnection(original);
    }

    /** Whether no byte of the request can have got to the provider: there was no connection. */
    boolean isUnsent() {
        return unsent;
    }

    private static boolean hasNoConnection(Throwable original) {
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || isTimeoutOfConnecting(cause)) {
                return true;
            }
        }
        return false;
    }

    static boolean isTimeoutOfConnecting(Throwable cause) {
        return cause instanceof SocketTimeoutException
                && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
    }

    private static String names(Throwable original) {
        StringBuilder names = new StringBuilder(original.getClass().getSimpleName());
        for (Throwable cause = original.getCause(); cause != null; cause = cause.getCause()) {
            names.append(" <- ").append(cause.getClass().getSimpleName());
        }
        return names.toString();
    }
}
