package io.enricher.provider.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.HttpError;
import java.util.Optional;

/** Classes what the openai-java SDK throws. */
final class OpenAiErrors {

    private final CallFailures failures;
    private final HttpCalls calls;

    OpenAiErrors(CallFailures failures, HttpCalls calls) {
        this.failures = failures;
        this.calls = calls;
    }

    /** What to throw instead; the exception itself if it is a defect of ours. */
    RuntimeException classed(RuntimeException thrown) {
        if (failures.isAborted()) {
            return failures.aborted(thrown);
        }
        if (thrown instanceof OpenAIServiceException answered) {
            return failures.ofStatus(error(answered), calls.retryAfter(), answered);
        }
        // A connection that breaks in mid-body comes as invalid data too: its cause tells them apart.
        return failures.ofTransport(thrown, JacksonException.class::isInstance)
                .<RuntimeException>map(failure -> failure)
                .orElseGet(() -> thrown instanceof OpenAIInvalidDataException ? failures.brokenBody(thrown) : thrown);
    }

    private static HttpError error(OpenAIServiceException answered) {
        String code = answered.code().or(answered::type).orElse("");
        return new HttpError(
                answered.statusCode(),
                code,
                Optional.ofNullable(answered.getMessage()).orElse(""));
    }
}
