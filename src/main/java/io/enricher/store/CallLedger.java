package io.enricher.store;

import io.enricher.domain.LedgerCall;
import io.enricher.domain.ModelCall;
import io.enricher.domain.PromptCall;
import io.enricher.domain.RunSummary;
import io.enricher.domain.ShrinkCause;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every request that a run sent, with its tokens and its price. Safe for many threads. */
public final class CallLedger {

    private static final Insertion CALL = new Insertion(
            "model_call",
            List.of(
                    new Insertion.Column("run_id", "bigint"),
                    new Insertion.Column("token", "uuid"),
                    new Insertion.Column("started_at", "timestamp with time zone"),
                    new Insertion.Column("duration_ms", "bigint"),
                    new Insertion.Column("wait_ms", "bigint"),
                    new Insertion.Column("in_flight", "integer"),
                    new Insertion.Column("call_window", "integer"),
                    new Insertion.Column("items", "integer"),
                    new Insertion.Column("attempt", "integer"),
                    new Insertion.Column("status", "varchar"),
                    new Insertion.Column("http_status", "integer"),
                    new Insertion.Column("finish_reason", "varchar"),
                    new Insertion.Column("input_tokens", "bigint"),
                    new Insertion.Column("cached_input_tokens", "bigint"),
                    new Insertion.Column("output_tokens", "bigint"),
                    new Insertion.Column("reasoning_tokens", "bigint"),
                    new Insertion.Column("cost_usd", "numeric(24, 12)"),
                    new Insertion.Column("answered", "integer"),
                    new Insertion.Column("batch_size", "integer"),
                    new Insertion.Column("shrunk_by", "varchar")),
            List.of("run_id", "token"));

    private static final String INSERT_NEW = CALL.ofNewRows();

    private static final String TOTALS =
            """
            select count(case when status = 'ok' then 1 end) ok,
                   count(case when status = 'throttled' then 1 end) throttled,
                   count(case when status not in ('ok', 'throttled', 'aborted') then 1 end) errors,
                   count(case when status = 'aborted' then 1 end) aborted,
                   count(case when attempt > 1 then 1 end) retries,
                   count(case when items > 1 then 1 end) batch,
                   count(case when items <= 1 then 1 end) single,
                   coalesce(sum(input_tokens), 0) input_tokens,
                   coalesce(sum(cached_input_tokens), 0) cached_input_tokens,
                   coalesce(sum(output_tokens), 0) output_tokens,
                   coalesce(sum(reasoning_tokens), 0) reasoning_tokens,
                   coalesce(sum(cost_usd), 0) cost_usd,
                   count(case when status = 'ok' and cost_usd is null then 1 end) unpriced
            from model_call where run_id = ?
            """;

    private static final String COST_PER_ROW =
            """
            select sum(c.cost_usd) / nullif(
                (select sum(r.rows_enriched) from run r where r.recipe = ? and r.model = ? and r.status = 'COMPLETED'), 0)
            from model_call c join run r on r.run_id = c.run_id
            where r.recipe = ? and r.model = ? and r.status = 'COMPLETED'
            """;

    private static final String SIZES =
            """
            select batch_size, count(*) calls, count(case when answered < items then 1 end) incomplete
            from model_call where run_id = ? and batch_size is not null group by batch_size order by batch_size desc
            """;

    private static final String SHRUNK =
            "select shrunk_by, count(*) times from model_call where run_id = ? and shrunk_by is not null group by shrunk_by";

    private static final String LAST_END =
            "select max(extract(epoch from started_at) + duration_ms / 1000.0) from model_call where run_id = ?";

    private static final String IDS =
            "select c.token, c.call_id from unnest(?) k(k) join model_call c on c.token = k.k where c.run_id = ?";

    private static final String STARTS =
            "select c.call_id, c.started_at from unnest(?) k(k) join model_call c on c.call_id = k.k where c.run_id = ?";

    private final JdbcTemplate jdbc;
    private final String insertIfAbsent;
    private final Transactions transactions;
    private final CallTokens tokens = new CallTokens();

    /**
     * Sums over a run, restarts included.
     *
     * @param costUsd empty if a call that brought a reply has no known price; 0 if there was none
     */
    public record Totals(RunSummary.Calls calls, Usage usage, Optional<BigDecimal> costUsd) {}

    public CallLedger(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, Transactions.create(dataSource));
    }

    CallLedger(DataSource dataSource, SqlDialect dialect, Transactions transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.insertIfAbsent = dialect.insertIfAbsent(CALL);
        this.transactions = transactions;
    }

    /** Commits a call that brought no answers; a database error that may pass is waited out. */
    public void record(long runId, ModelCall call) {
        UUID token = nextToken();
        List<Entry> entries = List.of(new Entry(token, PromptCall.of(call), OptionalInt.empty()));
        transactions.inNew(attempt -> insert(runId, entries, attempt));
    }

    public Totals totals(long runId) {
        return Objects.requireNonNull(jdbc.queryForObject(TOTALS, (row, n) -> totals(row), runId));
    }

    /** The sizes of prompts that a run used, restarts included, and why they became smaller. */
    public RunSummary.BatchSizes batchSizes(long runId) {
        List<RunSummary.BatchSizes.OfSize> sizes = jdbc.query(
                SIZES,
                (row, n) -> new RunSummary.BatchSizes.OfSize(
                        row.getInt("batch_size"), row.getLong("calls"), row.getLong("incomplete")),
                runId);
        Map<ShrinkCause, Long> shrunk = new EnumMap<>(ShrinkCause.class);
        jdbc.query(
                SHRUNK,
                row -> {
                    shrunk.put(ShrinkCause.ofCode(row.getString("shrunk_by")), row.getLong("times"));
                },
                runId);
        return new RunSummary.BatchSizes(sizes, shrunk);
    }

    /** The sum of the costs that are known; unlike that of {@link #totals} it says nothing of the others. */
    public BigDecimal spentUsd(long runId) {
        String sql = "select coalesce(sum(cost_usd), 0) from model_call where run_id = ?";
        return Objects.requireNonNull(jdbc.queryForObject(sql, BigDecimal.class, runId))
                .stripTrailingZeros();
    }

    /** When the last call of the run ended; empty if there was none. */
    public Optional<Instant> lastEnd(long runId) {
        return Optional.ofNullable(jdbc.queryForObject(LAST_END, BigDecimal.class, runId))
                .map(seconds -> Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
    }

    /** The call of that number, without a reply. */
    public Optional<LedgerCall> find(long callId) {
        return jdbc.query("select * from model_call where call_id = ?", (row, n) -> ledgerCall(row), callId).stream()
                .findFirst();
    }

    /** Those of the calls that the run made, in their order, with the time at which each was sent. */
    public SortedMap<Long, Instant> startsOf(long runId, Collection<Long> callIds) {
        SortedMap<Long, Instant> starts = new TreeMap<>();
        if (!callIds.isEmpty()) {
            jdbc.query(
                    STARTS,
                    row -> {
                        starts.put(
                                row.getLong("call_id"),
                                SqlTime.read(row, "started_at").orElseThrow());
                    },
                    KeyArray.ofSlots(callIds),
                    runId);
        }
        return starts;
    }

    /** What a row that a model answered cost on average in the finished runs; empty if none is known. */
    public Optional<BigDecimal> costPerRow(String recipe, String model) {
        return Optional.ofNullable(jdbc.queryForObject(COST_PER_ROW, BigDecimal.class, recipe, model, recipe, model));
    }

    /**
     * A request as it is written down.
     *
     * @param token    the same token again is the same call
     * @param answered items of the call with a valid answer; empty if it was not to bring any, or brought no reply
     */
    record Entry(UUID token, PromptCall prompt, OptionalInt answered) {

        @Nullable
        Object[] row(long runId) {
            ModelCall call = prompt.made();
            Usage usage = call.usage();
            return new @Nullable Object[] {
                runId,
                token,
                SqlTime.of(call.startedAt()),
                call.duration().toMillis(),
                call.waited().toMillis(),
                call.inFlight(),
                call.window(),
                call.items(),
                call.attempt(),
                StorableText.plain(call.status()),
                orNull(call.httpStatus()),
                StorableText.plain(call.finishReason()),
                usage.input(),
                usage.cachedInput(),
                usage.output(),
                usage.reasoning(),
                call.costUsd().orElse(null),
                orNull(answered),
                orNull(prompt.batchSize()),
                prompt.shrunkBy().map(ShrinkCause::code).orElse(null)
            };
        }
    }

    /** A name for a call before it is committed. */
    UUID nextToken() {
        return tokens.next();
    }

    /**
     * Part of the caller's transaction; returns the calls' ids by their tokens.
     *
     * @param attempt to commit them, from 1: only a later one has to look whether they are there, which takes as long as the
     *                insert
     */
    Map<UUID, Long> insert(long runId, List<Entry> entries, int attempt) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        jdbc.batchUpdate(
                attempt == 1 ? INSERT_NEW : insertIfAbsent,
                entries.stream().map(entry -> entry.row(runId)).toList());
        Map<UUID, Long> ids = new HashMap<>();
        jdbc.query(
                IDS,
                row -> {
                    ids.put(row.getObject(1, UUID.class), row.getLong(2));
                },
                KeyArray.ofTokens(entries.stream().map(Entry::token).toList()),
                runId);
        return ids;
    }

    private static @Nullable Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        Integer number = row.getObject(column, Integer.class);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static LedgerCall ledgerCall(ResultSet row) throws SQLException {
        ModelCall made = new ModelCall(
                SqlTime.read(row, "started_at").orElseThrow(),
                Duration.ofMillis(row.getLong("duration_ms")),
                Duration.ofMillis(row.getLong("wait_ms")),
                row.getInt("in_flight"),
                row.getInt("call_window"),
                row.getInt("items"),
                row.getInt("attempt"),
                row.getString("status"),
                number(row, "http_status"),
                row.getString("finish_reason"),
                usage(row),
                Optional.ofNullable(row.getBigDecimal("cost_usd")).map(BigDecimal::stripTrailingZeros));
        PromptCall prompt = new PromptCall(
                made,
                number(row, "batch_size"),
                Optional.ofNullable(row.getString("shrunk_by")).map(ShrinkCause::ofCode));
        return new LedgerCall(
                row.getLong("call_id"),
                row.getLong("run_id"),
                row.getString("token"),
                prompt,
                number(row, "answered"),
                Optional.empty());
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("input_tokens"),
                row.getLong("cached_input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"));
    }

    private static Totals totals(ResultSet row) throws SQLException {
        RunSummary.Calls calls = new RunSummary.Calls(
                row.getLong("ok"),
                row.getLong("throttled"),
                row.getLong("errors"),
                row.getLong("aborted"),
                row.getLong("retries"),
                row.getLong("batch"),
                row.getLong("single"));
        Optional<BigDecimal> cost = row.getLong("unpriced") > 0
                ? Optional.empty()
                : Optional.of(row.getBigDecimal("cost_usd").stripTrailingZeros());
        return new Totals(calls, usage(row), cost);
    }
}
