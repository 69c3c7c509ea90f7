package io.enricher.store;

import io.enricher.domain.CallGroup;
import io.enricher.domain.CallTimeline;
import io.enricher.domain.LatencyProfile;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger tells of a run's calls as a whole; summed up by the database, whatever their number. */
public final class CallStatistics {

    /** Steps of time that a person reads with ease. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30));

    private static final int MOST_STEPS = 80;

    /** So many bars of latency while it doubles. */
    private static final double BARS_PER_OCTAVE = 2;

    private static final String ENDED =
            """
            select step, sum(answered) answered,
                   count(case when status = 'throttled' then 1 end) throttled,
                   count(case when status not in ('ok', 'throttled', 'aborted') then 1 end) errors
            from (select floor((extract(epoch from started_at) + duration_ms / 1000.0) / cast(? as double precision)) step,
                         coalesce(answered, 0) answered, status
                  from model_call where run_id = ?) calls
            group by step
            """;

    private static final String SENT =
            """
            select step, max(in_flight) in_flight, min(call_window) call_window
            from (select floor(extract(epoch from started_at) / cast(? as double precision)) step, in_flight, call_window
                  from model_call where run_id = ?) calls
            group by step
            """;

    private static final String PERCENTILES =
            """
            select count(*) calls,
                   percentile_cont(0.5) within group (order by duration_ms) p50,
                   percentile_cont(0.95) within group (order by duration_ms) p95,
                   percentile_cont(0.99) within group (order by duration_ms) p99
            from model_call where run_id = ? and status = 'ok'
            """;

    private static final String BARS =
            """
            select bar, count(*) calls
            from (select floor(ln(greatest(duration_ms, 1)) / ln(2.0) * cast(? as double precision)) bar
                  from model_call where run_id = ? and status = 'ok') calls
            group by bar
            """;

    private static final String GROUPS =
            """
            select status, count(*) calls, sum(input_tokens) input_tokens, sum(cached_input_tokens) cached_input_tokens,
                   sum(output_tokens) output_tokens, sum(reasoning_tokens) reasoning_tokens,
                   coalesce(sum(cost_usd), 0) cost_usd,
                   count(case when status = 'ok' and cost_usd is null then 1 end) unpriced
            from model_call where run_id = ? group by status order by calls desc, status
            """;

    private final JdbcTemplate jdbc;

    public CallStatistics(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * The calls of a run over time.
     *
     * @param active how long the run took without the time between its executions; the steps are made to suit it
     */
    public CallTimeline timeline(long runId, Duration active) {
        Duration step = step(active);
        double seconds = step.toMillis() / 1000.0;
        TreeMap<Long, Sent> sent = new TreeMap<>();
        jdbc.query(
                SENT,
                row -> {
                    sent.put(row.getLong("step"), new Sent(row.getInt("in_flight"), row.getInt("call_window")));
                },
                seconds,
                runId);
        TreeMap<Long, Ended> ended = new TreeMap<>();
        jdbc.query(
                ENDED,
                row -> {
                    ended.put(
                            row.getLong("step"),
                            new Ended(row.getLong("answered"), row.getLong("throttled"), row.getLong("errors")));
                },
                seconds,
                runId);
        TreeSet<Long> numbers = new TreeSet<>(sent.keySet());
        numbers.addAll(ended.keySet());
        return new CallTimeline(
                step,
                numbers.stream()
                        .map(number -> step(
                                Instant.ofEpochMilli(number * step.toMillis()),
                                sent.getOrDefault(number, Sent.NONE),
                                ended.getOrDefault(number, Ended.NONE)))
                        .toList());
    }

    private record Sent(int inFlight, int window) {
        private static final Sent NONE = new Sent(0, 0);
    }

    private record Ended(long answered, long throttled, long errors) {
        private static final Ended NONE = new Ended(0, 0, 0);
    }

    private static CallTimeline.Step step(Instant from, Sent sent, Ended ended) {
        return new CallTimeline.Step(
                from, ended.answered(), ended.throttled(), ended.errors(), sent.inFlight(), sent.window());
    }

    private static Duration step(Duration active) {
        return STEPS.stream()
                .filter(step -> active.dividedBy(step) < MOST_STEPS)
                .findFirst()
                .orElseGet(() -> Duration.ofHours(1 + active.toHours() / MOST_STEPS));
    }

    /** How long the calls of a run took that brought a reply. */
    public LatencyProfile latency(long runId) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        jdbc.query(
                BARS,
                row -> {
                    counts.put(row.getInt("bar"), row.getLong("calls"));
                },
                BARS_PER_OCTAVE,
                runId);
        if (counts.isEmpty()) {
            return LatencyProfile.NONE;
        }
        List<LatencyProfile.Bar> bars = new ArrayList<>();
        for (int bar = counts.firstKey(); bar <= counts.lastKey(); bar++) {
            bars.add(new LatencyProfile.Bar(
                    Math.pow(2, bar / BARS_PER_OCTAVE),
                    Math.pow(2, (bar + 1) / BARS_PER_OCTAVE),
                    counts.getOrDefault(bar, 0L)));
        }
        return jdbc.query(
                        PERCENTILES,
                        (row, n) -> new LatencyProfile(
                                row.getLong("calls"), millis(row, "p50"), millis(row, "p95"), millis(row, "p99"), bars),
                        runId)
                .get(0);
    }

    private static Duration millis(ResultSet row, String column) throws SQLException {
        return Duration.ofMillis(Math.round(row.getDouble(column)));
    }

    /** The calls of a run by how they ended, the most frequent first. */
    public List<CallGroup> groups(long runId) {
        return jdbc.query(GROUPS, (row, n) -> group(row), runId);
    }

    private static CallGroup group(ResultSet row) throws SQLException {
        Optional<BigDecimal> cost = row.getLong("unpriced") > 0
                ? Optional.empty()
                : Optional.of(row.getBigDecimal("cost_usd").stripTrailingZeros());
        return new CallGroup(
                row.getString("status"),
                row.getLong("calls"),
                new Usage(
                        row.getLong("input_tokens"),
                        row.getLong("cached_input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("reasoning_tokens")),
                cost);
    }
}
