package io.enricher.store;

import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Slots as one parameter, for {@code from unnest(?) k(k) join ...}: the only form of a bulk look-up for which H2 goes
 * by the index, key by key ({@code = any(?)} compares every row with every key).
 */
final class SlotArray {

    private SlotArray() {}

    /** In ascending order, so that neighbours on disk are read together. */
    static SqlArrayValue of(Collection<Long> slots) {
        return new SqlArrayValue("bigint", slots.stream().sorted().distinct().toArray());
    }
}
