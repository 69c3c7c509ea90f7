package io.enricher.input;

/**
 * A record that could not be parsed.
 *
 * @param number record number in the input, from 1, rejected ones counted, header not counted
 * @param line   line of the input file on which the record starts, from 1
 * @param reason what is wrong with it, for a person; without the record's text
 * @param text   the record as it stands in the file, without the line break that ends it
 */
public record RejectedRecord(long number, long line, String reason, String text) {}
