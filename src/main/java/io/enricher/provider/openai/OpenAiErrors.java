package io.enricher.provider.openai;

import com.openai.errors.OpenAIServiceException;
import io.enricher.provider.CallFailures;
import io.enricher.provider.HttpCalls;
import io.enricher.provider.HttpError;
import java.util.Optional;

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
        // The SDK reads no reply here, so that no error of its parser can be among them.
        return failures.ofTransport(thrown, cause -> false)
                .<RuntimeException>map(failure -> failure)
                .orElse(thrown);
    }

    private static HttpError error(OpenAIServiceException answered) {
        String code = answered.code().or(answered::type).orElse("");
        return new HttpError(
                answered.statusCode(),
                code,
                Optional.ofNullable(answered.getMessage()).orElse(""));
    }
}
