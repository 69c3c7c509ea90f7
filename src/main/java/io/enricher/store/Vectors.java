package io.enricher.store;

import io.enricher.domain.ItemKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The embeddings of texts by the hash of text and model version. A cache: of two keys with the same first 8 bytes only
 * one has its vector here. Safe for many threads and processes.
 */
public final class Vectors {

    /**
     * How far the noted day of the last use may lag: each note writes its row, with the vector, anew, and that every
     * night for all symbols would be more than is ever added.
     */
    static final int DAYS_BETWEEN_NOTES = 7;

    private static final String FIND =
            "select v.id, v.key_hash, v.embedding, v.last_used from unnest(?) k(k) join vector v on v.id = k.k";
    private static final String NOTE_USE = "update vector set last_used = ? where id = ?";
    private static final Insertion VECTOR = new Insertion(
            "vector",
            List.of(
                    new Insertion.Column("id", "bigint"),
                    new Insertion.Column("key_hash", "binary(32)"),
                    new Insertion.Column("embedding", "varbinary"),
                    new Insertion.Column("last_used", "date")),
            List.of("id"));

    private final JdbcTemplate jdbc;
    private final Transactions transactions;
    private final String insert;
    private final InstantSource clock;

    public Vectors(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, InstantSource.system());
    }

    /** @param clock tells when a vector is used */
    Vectors(DataSource dataSource, SqlDialect dialect, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = Transactions.create(dataSource);
        this.insert = dialect.insertIfAbsent(VECTOR);
        this.clock = clock;
    }

    /** Those of the vectors that there are; one statement for any number of keys, and one a week to note their use. */
    public Map<ItemKey, float[]> find(Collection<ItemKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Set<ItemKey> wanted = new HashSet<>(keys);
        LocalDate noteBefore = today().minusDays(DAYS_BETWEEN_NOTES - 1L);
        Map<ItemKey, float[]> found = new HashMap<>(2 * wanted.size());
        List<Long> toNote = new ArrayList<>();
        jdbc.query(
                FIND,
                row -> {
                    ItemKey key = ItemKey.of(row.getBytes("key_hash"));
                    if (wanted.contains(key)) {
                        found.put(key, VectorBytes.read(row.getBytes("embedding")));
                        if (row.getObject("last_used", LocalDate.class).isBefore(noteBefore)) {
                            toNote.add(row.getLong("id"));
                        }
                    }
                },
                KeyArray.ofSlots(wanted.stream().map(ItemKey::prefix).toList()));
        if (!toNote.isEmpty()) {
            noteUse(toNote);
        }
        return found;
    }

    private void noteUse(List<Long> ids) {
        List<Object[]> notes =
                ids.stream().sorted().map(id -> new Object[] {today(), id}).toList();
        transactions.inNew(() -> jdbc.batchUpdate(NOTE_USE, notes));
    }

    /** Adds vectors, in key order as the answers are; what is there already stays. */
    public void add(Map<ItemKey, float[]> vectors) {
        List<Object[]> rows = new ArrayList<>(vectors.size());
        new TreeMap<>(vectors)
                .forEach((key, vector) ->
                        rows.add(new Object[] {key.prefix(), key.toBytes(), VectorBytes.of(vector), today()}));
        transactions.inNew(() -> jdbc.batchUpdate(insert, rows));
    }

    /**
     * Deletes the vectors that were certainly not used at {@code instant} or later; some of those that were not may stay
     * for another week.
     *
     * @return how many were deleted
     */
    public int forgetUnusedSince(Instant instant) {
        return jdbc.update(
                "delete from vector where last_used < ?", day(instant).minusDays(DAYS_BETWEEN_NOTES));
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
