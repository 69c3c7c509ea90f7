package io.enricher.provider;

import io.enricher.domain.NotNowException;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.provider.ModelException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns what one provider's SDK throws into what the caller does next, with the cure in the message. No message and no
 * cause holds the key, a header or the text of an SDK's exception.
 */
public final class CallFailures {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final String provider;
    private final String keyVariables;
    private final ModelSettings settings;
    private final HttpCalls calls;

    /**
     * @param provider     the provider's name in messages and property names
     * @param keyVariables the environment variables its key is taken from, for messages
     */
    public CallFailures(String provider, String keyVariables, ModelSettings settings, HttpCalls calls) {
        this.provider = provider;
        this.keyVariables = keyVariables;
        this.settings = settings;
        this.calls = calls;
    }

    /** Whether a failure on this thread means that the run gave the call up; to be asked before anything else. */
    public boolean isAborted() {
        return calls.isAborting() || Thread.currentThread().isInterrupted();
    }

    public ModelException aborted(Throwable original) {
        return new ModelException.Aborted(
                provider + ": the call was given up because the run stops", new SdkException(original));
    }

    /**
     * The provider answered with an error status.
     *
     * @param retryAfter how long it asks to wait
     */
    public RuntimeException ofStatus(HttpError error, Optional<Duration> retryAfter, Throwable original) {
        SdkException cause = new SdkException(original);
        String status = " (HTTP " + error.status() + ")";
        return switch (HttpStatusClass.of(error, settings.tier())) {
            case KEY_REFUSED -> new ProviderUnavailableException(keyRefused(status), cause);
            case NOT_FOUND -> new ProviderUnavailableException(notFound(status) + told(error), cause);
            case SETTINGS_REFUSED ->
                new ProviderUnavailableException(
                        provider + " takes no request with these settings for model " + settings.model() + status
                                + told(error) + ". Change or unset the setting that it names",
                        cause);
            case QUOTA_SPENT ->
                new NotNowException(
                        provider + ": the quota or the credit of this key is spent" + status
                                + ". Add credit or raise the limit in your account, then start again to continue",
                        cause);
            case DAY_SPENT ->
                new NotNowException(
                        provider + ": today's quota of model " + settings.model() + " is spent" + status
                                + " until about " + nextDay() + ". Start again then to continue",
                        cause);
            case THROTTLED -> passing(Kind.THROTTLED, retryAfter, " limits the rate", error, cause);
            case TIMEOUT -> passing(Kind.TIMEOUT, retryAfter, " took too long", error, cause);
            case SERVER_ERROR -> passing(Kind.SERVER_ERROR, retryAfter, " has an error of its own", error, cause);
            case TOO_LONG ->
                new ModelException.TooLong(
                        provider + ": the prompt is too long for model " + settings.model() + status + told(error),
                        cause);
            case BLOCKED ->
                new ModelException.Blocked(provider + ": the content filter refused the prompt" + status, cause);
            case REJECTED ->
                new ModelException.Rejected(provider + " rejected the request" + status + told(error), cause);
        };
    }

    /**
     * No complete answer came: broken connection, time limit, or a body that cannot be read.
     *
     * @param isParseError recognises the SDK's JSON errors, which may be IOExceptions too
     * @return empty if this is none of them, but a defect
     */
    public Optional<ModelException> ofTransport(Throwable original, Predicate<Throwable> isParseError) {
        for (Throwable cause = original; cause != null; cause = cause.getCause()) {
            if (isParseError.test(cause)) {
                return Optional.of(brokenBody(original));
            }
            if (isTimeout(cause)) {
                return Optional.of(plain(
                        Kind.TIMEOUT,
                        provider + " did not answer within "
                                + settings.timeout().toSeconds() + " s",
                        original));
            }
            if (cause instanceof IOException) {
                return Optional.of(plain(Kind.NETWORK, unreachable(cause), original));
            }
        }
        return Optional.empty();
    }

    /** The body is no reply of a model. */
    public ModelException brokenBody(Throwable original) {
        return plain(Kind.BROKEN_BODY, provider + " answered with a body that is no model reply", original);
    }

    /** The body is empty or holds no reply. */
    public ModelException emptyBody() {
        return brokenBody(new IOException("no reply in the body"));
    }

    private ModelException passing(
            Kind kind, Optional<Duration> retryAfter, String what, HttpError error, SdkException cause) {
        return new ModelException.Transient(
                kind, retryAfter, provider + what + " (HTTP " + error.status() + ")" + told(error), cause);
    }

    private static ModelException plain(Kind kind, String message, Throwable original) {
        return new ModelException.Transient(kind, Optional.empty(), message, new SdkException(original));
    }

    private static boolean isTimeout(Throwable cause) {
        // To wait in vain for a connection is no sign of a prompt that takes too long.
        return cause instanceof InterruptedIOException && !SdkException.isTimeoutOfConnecting(cause);
    }

    /** Without the provider's own text, because it may quote a part of the key. */
    private String keyRefused(String status) {
        Optional<Secret> key = settings.key();
        if (key.isEmpty()) {
            return provider + where() + " asks for a key" + status + ". Set " + keyVariables + " or enricher."
                    + provider + ".api-key-file";
        }
        return provider + where() + " refused the key that ends in " + key.get().lastFour() + status + ". Check "
                + keyVariables + " or enricher." + provider + ".api-key-file, and that the key may use model "
                + settings.model();
    }

    private String notFound(String status) {
        return provider + where() + " has no model " + settings.model() + ", or nothing at this address" + status
                + ". Check the model and enricher." + provider + ".base-url";
    }

    private String unreachable(Throwable cause) {
        String said = Optional.ofNullable(cause.getMessage()).orElse("");
        return provider + where() + " cannot be reached, or closed the connection: "
                + cause.getClass().getSimpleName() + " " + ErrorText.clean(said, settings.key());
    }

    private String where() {
        return settings.shownBaseUrl().map(url -> " at " + url).orElse("");
    }

    private String told(HttpError error) {
        String text = ErrorText.clean(error.text(), settings.key());
        return text.isEmpty() ? "" : ": " + text;
    }

    /** Gemini gives daily quotas anew at midnight Pacific time (rate limits page, 2026-11). */
    private String nextDay() {
        ZonedDateTime midnight = calls.answeredAt()
                .orElseGet(Instant::now)
                .atZone(ZoneId.of("America/Los_Angeles"))
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(ZoneId.of("America/Los_Angeles"));
        return MINUTE.format(midnight.withZoneSameInstant(ZoneOffset.UTC));
    }
}
