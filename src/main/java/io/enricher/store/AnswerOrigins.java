package io.enricher.store;

import io.enricher.domain.CachedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table {@code answer_origin}: of which recipes and models there are answers, and when the latest came. An index of all
 * answers by time would be written to by each of them. Safe for many threads and processes.
 */
final class AnswerOrigins {

    /** How far what is written down may be behind: a run brings hundreds of answers a second. */
    private static final Duration LAG = Duration.ofSeconds(1);

    private static final Insertion ORIGIN = new Insertion(
            "answer_origin",
            List.of(new Insertion.Column("recipe", "varchar"), new Insertion.Column("model", "varchar")),
            List.of("recipe", "model"));
    private static final String THIS = " where recipe = ? and model = ?";
    private static final String EXISTS = "select count(*) from answer_origin" + THIS;

    /**
     * Skipped where another process has the row: it writes about the same time, and if it stands still in the middle of its
     * commit nobody is to wait for it.
     */
    private static final String LOCK_OLDER =
            "select model from answer_origin" + THIS + " and (latest is null or latest < ?) for update skip locked";

    private static final String SET_LATEST = "update answer_origin set latest = ?" + THIS;

    private static final Comparator<Origin> IN_ORDER =
            Comparator.comparing(Origin::recipe).thenComparing(Origin::model);

    private record Origin(String recipe, String model) {

        static Origin of(CachedAnswer cached) {
            return new Origin(cached.recipe(), cached.answer().model());
        }
    }

    /** The latest answer that is written down, and when that was done: another process may have deleted it since. */
    private record Noted(Instant latest, long nanoTime) {

        boolean covers(Instant time, long now) {
            return time.isBefore(latest.plus(LAG)) && now - nanoTime < LAG.toNanos();
        }
    }

    private final JdbcTemplate jdbc;
    private final String insert;
    private final LongSupplier nanoClock;
    private final Map<Origin, Noted> committed = new ConcurrentHashMap<>();

    AnswerOrigins(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, System::nanoTime);
    }

    AnswerOrigins(DataSource dataSource, SqlDialect dialect, LongSupplier nanoClock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insert = dialect.insertIfAbsent(ORIGIN);
        this.nanoClock = nanoClock;
    }

    /**
     * Writes down where answers come from that are inserted by the caller's transaction, before it inserts them and always in
     * the same order, so that two transactions wait for each other instead of blocking each other.
     */
    void note(Collection<CachedAnswer> answers) {
        SortedMap<Origin, Instant> latest = new TreeMap<>(IN_ORDER);
        answers.forEach(cached ->
                latest.merge(Origin.of(cached), cached.createdAt(), (one, other) -> one.isAfter(other) ? one : other));
        latest.entrySet().removeIf(origin -> isNoted(origin.getKey(), origin.getValue()));
        if (!latest.isEmpty()) {
            latest.forEach(this::write);
            rememberAfterCommit(latest);
        }
    }

    private boolean isNoted(Origin origin, Instant time) {
        Noted noted = committed.get(origin);
        return noted != null && noted.covers(time, nanoClock.getAsLong());
    }

    private void write(Origin origin, Instant latest) {
        // PostgreSQL waits for whoever writes a row, even to find that it need not be inserted.
        if (count(EXISTS, origin.recipe(), origin.model()) == 0) {
            jdbc.update(insert, origin.recipe(), origin.model());
        }
        OffsetDateTime time = SqlTime.of(latest);
        if (!jdbc.queryForList(LOCK_OLDER, origin.recipe(), origin.model(), time)
                .isEmpty()) {
            jdbc.update(SET_LATEST, time, origin.recipe(), origin.model());
        }
    }

    private void rememberAfterCommit(Map<Origin, Instant> latest) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                long now = nanoClock.getAsLong();
                latest.forEach((origin, time) -> committed.put(origin, new Noted(time, now)));
            }
        });
    }

    /** Whether a model other than {@code model} ever answered an item of {@code recipe}. */
    boolean holdsAnother(String recipe, String model) {
        return count("select count(*) from answer_origin where recipe = ? and model <> ?", recipe, model) > 0;
    }

    /** When the latest answer came, or up to a second before; empty if none did since a process wrote that down. */
    Optional<Instant> latest() {
        return Optional.ofNullable(jdbc.queryForObject("select max(latest) from answer_origin", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /** After answers were deleted: those without answers go. */
    void removeUnused() {
        jdbc.update("delete from answer_origin where not exists (select 1 from answer"
                + " where answer.recipe = answer_origin.recipe and answer.model = answer_origin.model)");
        committed.clear();
    }

    void clear() {
        jdbc.execute("truncate table answer_origin");
        committed.clear();
    }

    private long count(String sql, String recipe, String model) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, recipe, model));
    }
}
