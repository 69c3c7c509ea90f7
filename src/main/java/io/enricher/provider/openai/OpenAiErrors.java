package io.enricher.provider.openai;

import com.openai.errors.OpenAIServiceException;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.HttpError;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/** Classes what the openai-java SDK throws, and what breaks while a body is read. */
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
        return failures.ofTransport(thrown, OpenAiErrors::isParseError)
                .<RuntimeException>map(failure -> failure)
                .orElse(thrown);
    }

    /** Of the reply, or of the request, which the SDK writes with Jackson 2. A body that breaks off is no such error. */
    private static boolean isParseError(Throwable cause) {
        return cause instanceof com.fasterxml.jackson.core.JacksonException
                || (cause instanceof JacksonException && !(cause instanceof JacksonIOException));
    }

    private static HttpError error(OpenAIServiceException answered) {
        String code = answered.code().or(answered::type).orElse("");
        return new HttpError(
                answered.statusCode(),
                code,
                Optional.ofNullable(answered.getMessage()).orElse(""));
    }
}
