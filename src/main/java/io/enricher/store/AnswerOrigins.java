package io.enricher.store;

import io.enricher.domain.CachedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final String SET_LATEST = "update answer_origin set latest = ? where recipe = ? and model = ?"
            + " and (latest is null or latest < ?)";

    private static final Comparator<Origin> IN_ORDER =
            Comparator.comparing(Origin::recipe).thenComparing(Origin::model);

    private record Origin(String recipe, String model) {

        static Origin of(CachedAnswer cached) {
            return new Origin(cached.recipe(), cached.answer().model());
        }
    }

    private final JdbcTemplate jdbc;
    private final String insert;
    private final Map<Origin, Instant> committed = new ConcurrentHashMap<>();

    AnswerOrigins(DataSource dataSource, SqlDialect dialect) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insert = dialect.insertIfAbsent(ORIGIN);
    }

    /**
     * Writes down where answers come from that are inserted by the caller's transaction, before it inserts them and always in
     * the same order, so that two transactions wait for each other instead of blocking each other.
     */
    void note(Collection<CachedAnswer> answers) {
        SortedMap<Origin, Instant> latest = new TreeMap<>(IN_ORDER);
        answers.forEach(cached ->
                latest.merge(Origin.of(cached), cached.createdAt(), (one, other) -> one.isAfter(other) ? one : other));
        latest.entrySet().removeIf(origin -> isWritten(origin.getKey(), origin.getValue()));
        if (latest.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                insert,
                latest.keySet().stream()
                        .map(origin -> new Object[] {origin.recipe(), origin.model()})
                        .toList());
        jdbc.batchUpdate(
                SET_LATEST,
                latest.entrySet().stream()
                        .map(origin -> setLatest(origin.getKey(), SqlTime.of(origin.getValue())))
                        .toList());
        rememberAfterCommit(latest);
    }

    private static Object[] setLatest(Origin origin, OffsetDateTime time) {
        return new Object[] {time, origin.recipe(), origin.model(), time};
    }

    private boolean isWritten(Origin origin, Instant time) {
        Instant written = committed.get(origin);
        return written != null && time.isBefore(written.plus(LAG));
    }

    private void rememberAfterCommit(Map<Origin, Instant> latest) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.putAll(latest);
            }
        });
    }

    /** Whether a model other than {@code model} ever answered an item of {@code recipe}. */
    boolean holdsAnother(String recipe, String model) {
        Long others = jdbc.queryForObject(
                "select count(*) from answer_origin where recipe = ? and model <> ?", Long.class, recipe, model);
        return others != null && others > 0;
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
}
