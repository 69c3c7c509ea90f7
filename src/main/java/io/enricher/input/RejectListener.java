package io.enricher.input;

/** Is told of each record that could not be parsed, in the input's order, on the reader's thread. */
@FunctionalInterface
public interface RejectListener {

    /** For a reader whose rejects another pass has told already. */
    RejectListener NONE = rejected -> {};

    /** May be told of a record again after a restart; {@link RejectedRecord#number()} tells which one it is. */
    void rejected(RejectedRecord rejected);
}
