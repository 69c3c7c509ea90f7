package io.enricher.report;

import io.enricher.domain.FailureReason;

/** What to do about rows that failed. */
final class Advice {

    private Advice() {}

    static String meaning(FailureReason reason) {
        return switch (reason) {
            case MISSING_FIELD -> "A required field is empty";
            case INVALID_ANSWER -> "The answer does not fit the recipe's schema";
            case MISSING_IN_REPLY -> "The model's reply left the row out";
            case REFUSED -> "The model refused to answer";
            case CONTENT_FILTER -> "The provider's content filter blocked it";
            case REJECTED_BY_PROVIDER -> "The provider rejected the request";
            case TOO_LONG_AFTER_TRUNCATION -> "Too long for the model, even shortened";
            case TRUNCATED_ANSWER -> "The answer was cut at the output limit";
            case PROVIDER_ERROR -> "The provider kept failing on this row";
            case ECHO_MISMATCH -> "The answer belongs to another row's text";
            case COOLDOWN -> "Failed in an earlier run, not asked again yet";
        };
    }

    static String cure(FailureReason reason) {
        return switch (reason) {
            case MISSING_FIELD -> "Fill the field in the input, or give the recipe a default.";
            case INVALID_ANSWER ->
                "Look at the message. Make the recipe's instruction clearer or its schema wider, or take another model.";
            case MISSING_IN_REPLY -> "Start again: only failed rows are asked. If it comes again, try batch-size=1.";
            case REFUSED, CONTENT_FILTER -> "Look at these rows by hand, or take another model for them.";
            case REJECTED_BY_PROVIDER -> "The message says why. Change the row or the model's settings.";
            case TOO_LONG_AFTER_TRUNCATION -> "Shorten the text, or take a model with a larger context.";
            case TRUNCATED_ANSWER -> "Raise the recipe's output tokens per item, or ask for shorter answers.";
            case PROVIDER_ERROR -> "Start again later: only failed rows are asked.";
            case ECHO_MISMATCH -> "Start again: only failed rows are asked. If it comes again, try batch-size=1.";
            case COOLDOWN -> "They are asked again after enricher.failed-cooldown; refresh=true asks now.";
        };
    }
}
