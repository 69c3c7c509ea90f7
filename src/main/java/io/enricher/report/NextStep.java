package io.enricher.report;

import io.enricher.domain.ExitCode;

/** What to do after a run that did not end well. */
final class NextStep {

    private NextStep() {}

    /** Empty if there is nothing to do. */
    static String after(ExitCode exitCode) {
        return switch (exitCode) {
            case OK -> "";
            case ROWS_FAILED ->
                "mend rows that the input is to blame for; the same command asks the failed rows again, no others";
            case FAILED, INTERRUPTED, TERMINATED -> "start the same command again to continue; answers are kept";
            case USAGE -> "mend the command, then start again; answers are kept";
            case INPUT_MALFORMED, INPUT_MISSING -> "mend the input, then start again; answers are kept";
            case PROVIDER_UNAVAILABLE ->
                "see to key, network and provider, then start the same command again to continue";
            case OUTPUT_FAILED ->
                "free the output's place, then start the same command again to finish; nothing is asked" + " twice";
            case NOT_NOW ->
                "when that has passed or is changed, start the same command again to continue; answers are kept";
            case BAD_CONFIGURATION -> "mend the setting or the recipe, then start again; answers are kept";
        };
    }
}
