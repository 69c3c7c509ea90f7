package io.enricher.input;

import io.enricher.domain.Locator;

/**
 * A record that could not be parsed.
 *
 * @param number record number in the run, from 1, rejected ones counted, header not counted
 * @param place  where it stands
 * @param reason what is wrong with it, for a person; without the record's text
 * @param text   the record as it stands in the file, without the line break that ends it
 */
public record RejectedRecord(long number, Locator place, String reason, String text) {}
