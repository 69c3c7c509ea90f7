package io.enricher.provider.gemini;

import com.fasterxml.jackson.core.JacksonException;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.GenAiIOException;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.HttpError;
import io.enricher.provider.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Classes what the google-genai SDK throws. */
final class GeminiErrors {

    private static final Pattern RETRY_DELAY = Pattern.compile("\"retryDelay\"\\s*:\\s*\"([0-9.]+)s\"");

    private final CallFailures failures;
    private final HttpCalls calls;

    GeminiErrors(CallFailures failures, HttpCalls calls) {
        this.failures = failures;
        this.calls = calls;
    }

    /** What to throw instead; the exception itself if it is a defect of ours. */
    RuntimeException classed(RuntimeException thrown) {
        if (failures.isAborted()) {
            return failures.aborted(thrown);
        }
        if (thrown instanceof ApiException answered) {
            String text = Optional.ofNullable(answered.message()).orElse("");
            String status = Optional.ofNullable(answered.status()).orElse("");
            return failures.ofStatus(new HttpError(answered.code(), status, text), retryAfter(text), answered);
        }
        return failures.ofTransport(thrown, JacksonException.class::isInstance)
                .<RuntimeException>map(failure -> failure)
                .orElseGet(() -> thrown instanceof GenAiIOException ? failures.brokenBody(thrown) : thrown);
    }

    /** Gemini writes it into the body; a proxy before it may set the header. The longer one counts. */
    private Optional<Duration> retryAfter(String text) {
        Matcher matcher = RETRY_DELAY.matcher(text);
        Optional<Duration> inBody = matcher.find() ? RetryAfter.seconds(matcher.group(1)) : Optional.empty();
        Optional<Duration> inHeader = calls.retryAfter();
        return inBody.filter(delay ->
                        inHeader.filter(asked -> asked.compareTo(delay) > 0).isEmpty())
                .or(() -> inHeader);
    }
}
