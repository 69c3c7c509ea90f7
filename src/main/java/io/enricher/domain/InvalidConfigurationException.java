package io.enricher.domain;

/** A setting or a recipe is wrong (exit 78); the message names the file or property and the cure. */
public final class InvalidConfigurationException extends EnricherException {

    public InvalidConfigurationException(String message) {
        super(ExitCode.BAD_CONFIGURATION, message);
    }

    public InvalidConfigurationException(String message, Throwable cause) {
        super(ExitCode.BAD_CONFIGURATION, message, cause);
    }
}
