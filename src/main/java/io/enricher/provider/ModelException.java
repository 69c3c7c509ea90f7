package io.enricher.provider;

import io.enricher.domain.ModelCall;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that brought no reply, classed by what the caller does next. Messages never hold keys, request headers or
 * prompt text.
 */
public abstract sealed class ModelException extends RuntimeException {

    private ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The word for {@link io.enricher.domain.ModelCall#status()}. */
    public abstract String status();

    /** May succeed when sent again: rate limit, timeout, server error, broken connection or body. */
    public static final class Transient extends ModelException {

        private final Kind kind;
        private final Optional<Duration> retryAfter;

        /** @param retryAfter how long the server asks to wait, counted from now; empty if it does not say */
        public Transient(Kind kind, Optional<Duration> retryAfter, String message, Throwable cause) {
            super(message, cause);
            this.kind = kind;
            this.retryAfter = retryAfter;
        }

        public Kind kind() {
            return kind;
        }

        public Optional<Duration> retryAfter() {
            return retryAfter;
        }

        @Override
        public String status() {
            return kind.status;
        }
    }

    /** What went wrong in a {@link Transient} failure. */
    public enum Kind {
        THROTTLED("throttled"),
        TIMEOUT("timeout"),
        SERVER_ERROR("server_error"),
        NETWORK("network"),
        BROKEN_BODY("broken_body");

        private final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    /** The provider will never accept this request (400, 422); another one may pass. */
    public static final class Rejected extends ModelException {
        public Rejected(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String status() {
            return "rejected";
        }
    }

    /** The prompt is longer than the model's context. */
    public static final class TooLong extends ModelException {
        public TooLong(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String status() {
            return "too_long";
        }
    }

    /** The provider's content filter refused the request itself. */
    public static final class Blocked extends ModelException {
        public Blocked(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String status() {
            return "content_filter";
        }
    }

    /** The call was given up because the run stops; the provider may have charged it. */
    public static final class Aborted extends ModelException {
        public Aborted(String message) {
            super(message, null);
        }

        public Aborted(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String status() {
            return ModelCall.ABORTED;
        }
    }
}
