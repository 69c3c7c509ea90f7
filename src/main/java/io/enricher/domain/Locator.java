package io.enricher.domain;

/**
 * Where a record stands in the input of a run.
 *
 * @param file which of the run's files, from 0
 * @param row  record number in that file, from 1, rejected ones counted, header not counted
 * @param line line of that file on which the record starts, from 1
 */
public record Locator(int file, long row, long line) {

    /** A place in the only file of a run. */
    public static Locator inOnlyFile(long row, long line) {
        return new Locator(0, row, line);
    }
}
