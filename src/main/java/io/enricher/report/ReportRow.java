package io.enricher.report;

import java.util.Map;

/**
 * A row as the page shows it.
 *
 * @param number  record number in its file
 * @param file    index of its file
 * @param reason  why it failed, as files have it; empty if it did not
 * @param note    flags of its answer, empty if there are none
 * @param message what more is known of a failure, for a person; may be empty
 * @param model   that its answer is credited to, empty if none
 * @param input   its columns of the input
 * @param answer  the columns that were added
 */
public record ReportRow(
        long number,
        int file,
        RowSource source,
        String reason,
        String note,
        String message,
        String model,
        Map<String, String> input,
        Map<String, String> answer) {

    /** Whether a person should see it whatever else there is. */
    boolean needsALook() {
        return source == RowSource.FAILED || source == RowSource.DEFAULT || !note.isEmpty();
    }
}
