package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The table {@code answer}. An answer sits in the slot that its key's first 8 bytes name, or, if another key has that,
 * in the next free one; after {@link Long#MAX_VALUE} comes {@link Long#MIN_VALUE}. So a look-up goes on from a slot
 * with another key and ends at an empty one, and no single answer may be taken out without moving up those behind it:
 * {@link AnswerArchive} does. Safe for many threads and processes.
 */
final class AnswerTable {

    private static final String ANSWERS =
            "select a.id, a.key_hash, a.answer, a.model, a.note from unnest(?) k(k) join answer a on a.id = k.k";
    private static final String KEYS = "select a.id, a.key_hash from unnest(?) k(k) join answer a on a.id = k.k";

    private static final Insertion ANSWER = new Insertion(
            "answer",
            List.of(
                    new Insertion.Column("id", "bigint"),
                    new Insertion.Column("key_hash", "binary(32)"),
                    new Insertion.Column("answer", "clob"),
                    new Insertion.Column("model", "varchar"),
                    new Insertion.Column("note", "varchar"),
                    new Insertion.Column("recipe", "varchar"),
                    new Insertion.Column("created_at", "timestamp with time zone")),
            List.of("id"));

    /** A key and the slot at which to look for it next. */
    private record Probe(ItemKey key, long slot) {

        Probe next() {
            return new Probe(key, slot + 1);
        }
    }

    private record Slot(long id, ItemKey key) {}

    private record Filled(long id, ItemKey key, Answer answer) {}

    /** An answer and where it is. */
    record Placed(long slot, CachedAnswer cached) {

        /** Whether another key was in its first slot when it came. */
        boolean isDisplaced() {
            return slot != cached.key().prefix();
        }
    }

    private static final RowMapper<Slot> SLOT = (row, n) -> new Slot(row.getLong(1), ItemKey.of(row.getBytes(2)));
    private static final RowMapper<Filled> FILLED = (row, n) -> new Filled(
            row.getLong(1),
            ItemKey.of(row.getBytes(2)),
            new Answer(row.getString(3), row.getString(4), row.getString(5)));

    private static final String REPLACE = "update answer set answer = ?, model = ?, note = ?, recipe = ?,"
            + " created_at = ? where id = ? and key_hash = ?";
    private static final String WHOLE = "select a.id, a.key_hash, a.answer, a.model, a.note, a.recipe, a.created_at";
    private static final String AT = WHOLE + " from unnest(?) k(k) join answer a on a.id = k.k";
    private static final String PAGE = WHOLE + " from answer a where a.id >= ? order by a.id limit ?";
    private static final String PAGE_OF_RECIPE =
            WHOLE + " from answer a where a.id >= ? and a.recipe = ? order by a.id limit ?";
    private static final RowMapper<Placed> PLACED = (row, n) -> new Placed(
            row.getLong(1),
            new CachedAnswer(
                    ItemKey.of(row.getBytes(2)),
                    row.getString(6),
                    new Answer(row.getString(3), row.getString(4), row.getString(5)),
                    SqlTime.read(row, "created_at").orElseThrow()));

    private static final int WORTH_TWO_THREADS = 1_000;

    private final JdbcTemplate jdbc;
    private final String insertAnswer;
    private final AnswerOrigins origins;

    AnswerTable(DataSource dataSource, SqlDialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insertAnswer = dialect.insertIfAbsent(ANSWER);
        this.origins = new AnswerOrigins(dataSource, dialect);
    }

    /**
     * The answers there are. One statement, and one more for each further slot that a clash leads to; two for many keys,
     * at the same time on two connections, since half of a look-up's time is spent in reading the file.
     */
    Map<ItemKey, Answer> find(Collection<ItemKey> keys) {
        List<Probe> all = probes(keys);
        if (all.size() < WORTH_TWO_THREADS) {
            return find(all);
        }
        int half = all.size() / 2;
        CompletableFuture<Map<ItemKey, Answer>> other =
                CompletableFuture.supplyAsync(() -> find(all.subList(half, all.size())));
        Map<ItemKey, Answer> found;
        try {
            found = find(all.subList(0, half));
        } catch (RuntimeException e) {
            other.handle((ignored, alsoFailed) -> null).join();
            throw e;
        }
        found.putAll(joined(other));
        return found;
    }

    private static Map<ItemKey, Answer> joined(CompletableFuture<Map<ItemKey, Answer>> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private Map<ItemKey, Answer> find(List<Probe> probes) {
        Map<ItemKey, Answer> found = new HashMap<>(2 * probes.size());
        List<Probe> open = probes;
        while (!open.isEmpty()) {
            Map<Long, Filled> rows = new HashMap<>(2 * open.size());
            jdbc.query(ANSWERS, FILLED, KeyArray.ofSlots(slots(open))).forEach(row -> rows.put(row.id(), row));
            List<Probe> clashing = new ArrayList<>();
            for (Probe probe : open) {
                Filled row = rows.get(probe.slot());
                if (row != null && row.key().equals(probe.key())) {
                    found.put(probe.key(), row.answer());
                } else if (row != null) {
                    clashing.add(probe.next());
                }
            }
            open = clashing;
        }
        return found;
    }

    /**
     * Adds what is not there; an answer already there stays. In key order, so that two transactions with the same keys
     * wait for each other instead of blocking each other, and that a database file grows little.
     *
     * @param answers texts as the databases can hold them, no key twice
     * @return the keys that were seen to have an answer already
     */
    Set<ItemKey> insert(Collection<CachedAnswer> answers) {
        return insertMissing(answers).keySet();
    }

    /**
     * Adds what is not there and writes over what is, in key order as {@link #insert} does.
     *
     * @param answers as those of {@link #insert}
     */
    void replace(Collection<CachedAnswer> answers) {
        Collection<CachedAnswer> open = answers;
        while (!open.isEmpty()) {
            open = replaceIn(insertMissing(open), open);
        }
    }

    /** Returns those whose slots were emptied in between: another process cleared the table. */
    private List<CachedAnswer> replaceIn(Map<ItemKey, Long> slots, Collection<CachedAnswer> answers) {
        List<CachedAnswer> present = answers.stream()
                .filter(cached -> slots.containsKey(cached.key()))
                .sorted(Comparator.comparing(CachedAnswer::key))
                .toList();
        int[] replaced = jdbc.batchUpdate(
                REPLACE,
                present.stream()
                        .map(cached -> new Object[] {
                            cached.answer().json(),
                            cached.answer().model(),
                            cached.answer().note(),
                            cached.recipe(),
                            SqlTime.of(cached.createdAt()),
                            slots.get(cached.key()),
                            cached.key().toBytes()
                        })
                        .toList());
        List<CachedAnswer> gone = new ArrayList<>();
        for (int i = 0; i < replaced.length; i++) {
            if (replaced[i] != 1) {
                gone.add(present.get(i));
            }
        }
        return gone;
    }

    /** Returns the slots of the keys that have an answer already. */
    private Map<ItemKey, Long> insertMissing(Collection<CachedAnswer> answers) {
        origins.note(answers);
        Map<ItemKey, CachedAnswer> byKey = new HashMap<>(2 * answers.size());
        answers.forEach(cached -> byKey.put(cached.key(), cached));
        Map<ItemKey, Long> present = new HashMap<>();
        // Nearly all answers are new and their first slots free: a look before would cost as much as the insert.
        List<Probe> open = insertInto(probes(byKey.keySet()), byKey);
        while (!open.isEmpty()) {
            open = lookAndInsert(byKey, open, present);
        }
        return present;
    }

    AnswerOrigins origins() {
        return origins;
    }

    /** What is in these slots. */
    List<Placed> at(Collection<Long> slots) {
        return jdbc.query(AT, PLACED, KeyArray.ofSlots(slots));
    }

    /** What is in the first filled slots from {@code slot}, in their order. */
    List<Placed> page(long slot, Optional<String> recipe, int limit) {
        return recipe.isPresent()
                ? jdbc.query(PAGE_OF_RECIPE, PLACED, slot, recipe.get(), limit)
                : jdbc.query(PAGE, PLACED, slot, limit);
    }

    /** Takes answers out; whatever was placed behind them is not found any more until it is inserted again. */
    void remove(Collection<Placed> answers) {
        jdbc.batchUpdate(
                "delete from answer where id = ? and key_hash = ?",
                answers.stream()
                        .sorted(Comparator.comparingLong(Placed::slot))
                        .map(placed -> new Object[] {
                            placed.slot(), placed.cached().key().toBytes()
                        })
                        .toList());
    }

    /** Looks at slots, inserts into the free ones and returns the probes to look at again. */
    private List<Probe> lookAndInsert(
            Map<ItemKey, CachedAnswer> answers, List<Probe> open, Map<ItemKey, Long> present) {
        Map<Long, ItemKey> taken = new HashMap<>(2 * open.size());
        jdbc.query(KEYS, SLOT, KeyArray.ofSlots(slots(open))).forEach(row -> taken.put(row.id(), row.key()));
        List<Probe> again = new ArrayList<>();
        List<Probe> free = new ArrayList<>();
        Set<Long> claimed = new HashSet<>();
        for (Probe probe : open) {
            ItemKey holder = taken.get(probe.slot());
            if (holder == null) {
                (claimed.add(probe.slot()) ? free : again).add(probe);
            } else if (holder.equals(probe.key())) {
                present.put(probe.key(), probe.slot());
            } else {
                again.add(probe.next());
            }
        }
        again.addAll(insertInto(free, answers));
        return again;
    }

    /** Returns those of which it is not certain that they were inserted; another transaction may have the slot now. */
    private List<Probe> insertInto(List<Probe> free, Map<ItemKey, CachedAnswer> answers) {
        List<Probe> bySlot =
                free.stream().sorted(Comparator.comparingLong(Probe::slot)).toList();
        List<Object[]> rows = new ArrayList<>(free.size());
        for (Probe probe : bySlot) {
            CachedAnswer cached = Objects.requireNonNull(answers.get(probe.key()));
            Answer answer = cached.answer();
            rows.add(new Object[] {
                probe.slot(),
                probe.key().toBytes(),
                answer.json(),
                answer.model(),
                answer.note(),
                cached.recipe(),
                SqlTime.of(cached.createdAt())
            });
        }
        int[] inserted = jdbc.batchUpdate(insertAnswer, rows);
        List<Probe> uncertain = new ArrayList<>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] != 1) {
                uncertain.add(bySlot.get(i));
            }
        }
        return uncertain;
    }

    private static List<Probe> probes(Collection<ItemKey> keys) {
        return keys.stream()
                .distinct()
                .sorted()
                .map(key -> new Probe(key, key.prefix()))
                .toList();
    }

    private static List<Long> slots(List<Probe> probes) {
        return probes.stream().map(Probe::slot).toList();
    }
}
