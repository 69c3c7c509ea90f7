package io.enricher.cli;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.job.Faults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

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
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", exitCode.isOfASignal() ? "STOPPED" : "FAILED");
        json.put("exitCode", exitCode.code());
        json.put("problem", message);
        return JsonMapper.shared().writeValueAsString(json);
    }
}
