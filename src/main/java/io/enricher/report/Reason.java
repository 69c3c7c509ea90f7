package io.enricher.report;

/**
 * Rows that need a look for the same reason.
 *
 * @param code     as files have it
 * @param rows     so many
 * @param firstRow record number of the first
 * @param example  what is known of the first, for a person; may be empty
 */
record Reason(String code, long rows, long firstRow, String example) {

    Reason plusOne() {
        return new Reason(code, rows + 1, firstRow, example);
    }
}
