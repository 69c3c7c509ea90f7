package io.enricher.job;

/** What of the past is to be told. */
public sealed interface HistoryRequest {

    /** The newest runs, so many of them. */
    record Latest(int last) implements HistoryRequest {}

    /** One run; its number is that of the list. */
    record Run(long id) implements HistoryRequest {}

    /** One call; its number is that of the ledger. */
    record Call(long id) implements HistoryRequest {}
}
