package io.enricher.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.PGStatement;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.jdbc.support.SqlValue;

/**
 * Keys of rows as one parameter, for {@code from unnest(?) k(k) join ...}: the only form of a bulk look-up for which H2 goes
 * by the index, key by key ({@code = any(?)} compares every row with every key).
 */
final class KeyArray implements SqlValue {

    private final SqlArrayValue array;
    private final int size;

    private KeyArray(String type, Object[] keys) {
        this.array = new SqlArrayValue(type, keys);
        this.size = keys.length;
    }

    /** In ascending order, so that neighbours on disk are read together. */
    static KeyArray ofSlots(Collection<Long> slots) {
        return new KeyArray("bigint", slots.stream().sorted().distinct().toArray());
    }

    /**
     * Slots or numbers and their run as a column beside them, for {@code from unnest(?, ?) k(k, run) join ...}: given the run
     * as a constant that its statistics do not know yet, PostgreSQL expects one row of it, and joins all of the run's rows
     * with every key.
     */
    static Object[] inRun(long runId, Collection<Long> numbers) {
        KeyArray keys = ofSlots(numbers);
        Long[] runs = new Long[keys.size];
        Arrays.fill(runs, runId);
        return new Object[] {keys, new KeyArray("bigint", runs)};
    }

    static KeyArray ofTokens(Collection<UUID> tokens) {
        return new KeyArray("uuid", tokens.toArray());
    }

    @Override
    public void setValue(PreparedStatement statement, int index) throws SQLException {
        planAnew(statement);
        array.setValue(statement, index);
    }

    /**
     * PostgreSQL otherwise keeps the plan of the fifth execution for the connection's life: one made on an empty table
     * read all of a large one for each look-up (3,000 keys a second instead of 80,000).
     */
    private static void planAnew(PreparedStatement statement) throws SQLException {
        if (statement.isWrapperFor(PGStatement.class)) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        }
    }

    @Override
    public void cleanup() {
        array.cleanup();
    }
}
