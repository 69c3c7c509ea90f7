package io.enricher.cli;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.job.Faults;
import java.util.Optional;

/**
 * What a failure to run means: a message in the user's words and the exit code.
 *
 * @param isUnexpected whether nobody foresaw it, so that its stack trace is worth showing
 */
record Explanation(String message, ExitCode exitCode, boolean isUnexpected) {

    static Explanation of(Throwable failure) {
        if (Faults.isDatabaseInUse(failure)) {
            return new Explanation(
                    "another program has the database in the state directory open; try again when it has ended",
                    ExitCode.NOT_NOW,
                    false);
        }
        Optional<EnricherException> ours = Faults.explained(failure);
        if (ours.isPresent()) {
            return new Explanation(
                    String.valueOf(ours.get().getMessage()), ours.get().exitCode(), false);
        }
        Optional<String> configuration = Faults.configurationProblem(failure);
        if (configuration.isPresent()) {
            return new Explanation(configuration.get(), ExitCode.BAD_CONFIGURATION, false);
        }
        return new Explanation(
                "unexpected failure; start again to continue, and report this if it happens again: " + failure,
                ExitCode.FAILED,
                true);
    }

    String json() {
        return "{\"status\":\"FAILED\",\"exitCode\":" + exitCode.code() + ",\"problem\":\"" + escaped(message) + "\"}";
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                json.append('\\').appendCodePoint(character);
            } else if (character < ' ') {
                json.append(' ');
            } else {
                json.appendCodePoint(character);
            }
        });
        return json.toString();
    }
}
