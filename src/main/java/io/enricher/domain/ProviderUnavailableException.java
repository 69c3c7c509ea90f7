package io.enricher.domain;

/** No call succeeds any more, or the provider refuses the key or the model (exit 69); the run can be restarted. */
public final class ProviderUnavailableException extends EnricherException {

    public ProviderUnavailableException(String message, Throwable cause) {
        super(ExitCode.PROVIDER_UNAVAILABLE, message, cause);
    }
}
