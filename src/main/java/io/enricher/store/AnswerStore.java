package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ItemKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything that models ever answered, found by key: the table of record, and once {@link #enableHeapTier()} was
 * called a tier in memory before it. Nothing is evicted from the table. A run's answers get in by {@link OutcomeStore}
 * only; {@link AnswerArchive} moves and deletes those of earlier runs. Safe for many threads.
 */
public final class AnswerStore implements AutoCloseable {

    private final JdbcTemplate jdbc;
    private final SqlDialect dialect;
    private final AnswerTable table;
    private final int heapEntries;
    private final InstantSource clock;
    private volatile @Nullable HeapTier heap;

    /**
     * What the store holds.
     *
     * @param entries answers
     * @param latest  when the last one was added or up to a second before, of a recipe and model that was not deleted since;
     *                empty if that is not known
     * @param bytes   space on disk; on H2 of the whole database
     */
    public record Statistics(long entries, Optional<Instant> latest, long bytes) {}

    /** @param heapEntries most answers held in memory; 0 for none */
    public AnswerStore(DataSource dataSource, SqlDialect dialect, int heapEntries) {
        this(dataSource, dialect, heapEntries, InstantSource.system());
    }

    /** @param clock stamps the answers */
    AnswerStore(DataSource dataSource, SqlDialect dialect, int heapEntries, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.dialect = dialect;
        this.table = new AnswerTable(dataSource, dialect);
        this.heapEntries = heapEntries;
        this.clock = clock;
    }

    /**
     * From now on keeps answers in memory as they are found and recorded. It costs 0.1 to 0.2 s in a cold JVM, which
     * only a run that looks up the same answers twice earns back. Calling it again does nothing.
     */
    public synchronized void enableHeapTier() {
        if (heap == null && heapEntries > 0) {
            heap = HeapTier.create(heapEntries);
        }
    }

    /**
     * The answers there are, by key; keys without one are absent. One statement for all that memory does not hold.
     *
     * @param keys any number, in any order, the same one several times if need be; about 2,000 are fastest
     */
    public Map<ItemKey, Answer> find(Collection<ItemKey> keys) {
        HeapTier tier = heap;
        if (tier == null) {
            return table.find(keys);
        }
        Map<ItemKey, Answer> found = new HashMap<>(2 * keys.size());
        List<ItemKey> elsewhere = new ArrayList<>();
        for (ItemKey key : keys) {
            tier.find(key).ifPresentOrElse(answer -> found.put(key, answer), () -> elsewhere.add(key));
        }
        Map<ItemKey, Answer> stored = table.find(elsewhere);
        // Not over what another thread may have recorded since the table was read.
        stored.forEach(tier::putIfAbsent);
        found.putAll(stored);
        return found;
    }

    /** Whether a model other than {@code offlineModel} ever answered an item of {@code recipe}. */
    public boolean holdsModelAnswers(String recipe, String offlineModel) {
        return table.origins().holdsAnother(StorableText.plain(recipe), StorableText.plain(offlineModel));
    }

    public Statistics statistics() {
        return new Statistics(entries(), table.origins().latest(), bytes());
    }

    /** In no time on H2; PostgreSQL counts, which takes a tenth of a second for a million answers. */
    public long entries() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from answer", Long.class));
    }

    /** Space on disk; on H2 of the whole database. */
    public long bytes() {
        return dialect.answerBytes(jdbc);
    }

    /**
     * Deletes all answers, for good.
     *
     * @return how many there were
     */
    public long clear() {
        long entries = entries();
        // In this order: killed in between, answers without an origin are found by their keys; origins without answers
        // would have an empty cache taken for one that a model filled.
        table.origins().clear();
        jdbc.execute("truncate table answer");
        HeapTier tier = heap;
        if (tier != null) {
            tier.clear();
        }
        return entries;
    }

    /** Gives the memory back; the table needs no closing. */
    @Override
    public synchronized void close() {
        if (heap != null) {
            heap.close();
            heap = null;
        }
    }

    /**
     * Part of the caller's transaction; {@link #remember} is to follow its commit.
     *
     * @return those that were added; an answer already there stays
     */
    Map<ItemKey, Answer> insert(String recipe, Map<ItemKey, Answer> answers) {
        Map<ItemKey, Answer> added = new HashMap<>(answers);
        added.keySet().removeAll(table.insert(givenNow(recipe, answers)));
        return added;
    }

    /**
     * Part of the caller's transaction; {@link #remember} is to follow its commit.
     *
     * @return all of them; an answer already there is written over
     */
    Map<ItemKey, Answer> replace(String recipe, Map<ItemKey, Answer> answers) {
        table.replace(givenNow(recipe, answers));
        return answers;
    }

    private List<CachedAnswer> givenNow(String recipe, Map<ItemKey, Answer> answers) {
        Instant now = clock.instant();
        String name = StorableText.plain(recipe);
        return answers.entrySet().stream()
                .map(entry -> new CachedAnswer(entry.getKey(), name, entry.getValue(), now))
                .toList();
    }

    /** Holds in memory what is committed. */
    void remember(Map<ItemKey, Answer> answers) {
        HeapTier tier = heap;
        if (tier != null) {
            answers.forEach(tier::put);
        }
    }
}
