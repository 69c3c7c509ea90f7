package io.enricher.store;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Locator;
import io.enricher.domain.Outcome;
import io.enricher.domain.RunSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * The items of each run that its cache did not hold, and what became of them. What is PENDING here and not in
 * {@code work_done} is what is to be asked: nobody keeps a position that could drift from it. All methods are part of the
 * caller's transaction if the thread has one open on the same data source. Safe for many threads and, on PostgreSQL,
 * processes; the items of one run are added by one thread.
 */
public final class WorkItems {

    /** What became of an item. */
    public enum Status {
        /** To be asked. */
        PENDING,
        /** Answered; the answer is in the answer store. */
        DONE,
        /** Asked, and without a valid answer. */
        FAILED,
        /** Not to be asked: a field is missing, or it failed in an earlier run not long ago. */
        UNSENT
    }

    /**
     * The state of an item.
     *
     * @param number  record number of the first record with its key
     * @param reason  why there is no answer, for FAILED and UNSENT
     * @param message the same for a person, else empty
     * @param askedHere whether a call of this run brought its outcome
     */
    public record State(
            long number, Status status, Optional<FailureReason> reason, String message, boolean askedHere) {}

    /**
     * An item that has been asked.
     *
     * @param status    {@link Status#DONE} or {@link Status#FAILED}
     * @param reason    why there is no answer, for FAILED
     * @param message   the same for a person, else empty
     * @param askedHere whether a call of this run brought its outcome
     */
    public record Asked(Item item, Status status, Optional<FailureReason> reason, String message, boolean askedHere) {}

    /** How many items of a run are in which state. */
    public record Counts(long pending, long done, long failed, long unsent) {}

    /**
     * A place in the order in which pending items are handed out.
     *
     * @param number number of the item that was handed out last
     */
    public record Position(long number) {

        /** Before the first item. */
        public static final Position START = new Position(0);

        /** Right after {@code item}. */
        public static Position after(Item item) {
            return new Position(item.number());
        }
    }

    private static final String INSERT =
            "insert into work_item (run_id, number, file_number, file_row, line, slot, key_hash,"
                    + " group_key, state, reason, message, note, fields) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String ITEM_COLUMNS =
            "w.number, w.file_number, w.file_row, w.line, w.key_hash, w.group_key, w.fields, w.note, w.context";
    private static final String SELECT_ITEM = "select " + ITEM_COLUMNS + " from work_item w";
    private static final String SELECT_FAILED = "select " + ITEM_COLUMNS + ", w.reason, w.message from work_item w";

    // All columns of the index work_item_to_do are in the order by: H2 then reads in its order and does not sort.
    static final String IN_GROUP = SELECT_ITEM
            + " where w.run_id = ? and w.group_key = ? and w.number > ? and " + DoneItems.PENDING
            + " order by w.run_id, w.state, w.group_key, w.number limit ?";
    private static final String IN_LATER_GROUPS = SELECT_ITEM + " where w.run_id = ? and w.group_key > ? and "
            + DoneItems.PENDING + " order by w.run_id, w.state, w.group_key, w.number limit ?";

    private static final String STATES =
            "select w.key_hash, w.number, " + DoneItems.STATE_COLUMNS + WorkKeys.JOIN + DoneItems.JOIN;

    // Not "state in": that would let H2 choose another index, and sort the rest of the run for each page. Not a join:
    // of a run without statistics PostgreSQL would compare all items of the page with each other.
    private static final String ASKED = "select " + ITEM_COLUMNS + ", w.state, w.reason, w.message, w.call_id, "
            + DoneItems.DONE_NUMBER + " done, " + DoneItems.DONE_BY + " done_by from work_item w"
            + " where w.run_id = ? and w.number > ?"
            + " and (" + DoneItems.DONE_NUMBER + " is not null or (w.state <> 'PENDING' and w.state <> 'UNSENT'))"
            + " order by w.run_id, w.number limit ?";

    /** States as they are in the table; of those that are answered nevertheless; and how many are answered. */
    private static final String COUNTS =
            "select 'IS', w.state, count(*) from work_item w where w.run_id = ? group by w.state"
                    + " union all select 'WAS', 'DONE', count(*) from work_item w"
                    + " where w.run_id = ? and w.state = 'DONE' and " + DoneItems.DONE_NUMBER + " is not null"
                    + " union all select 'WAS', 'FAILED', count(*) from work_item w"
                    + " where w.run_id = ? and w.state = 'FAILED' and " + DoneItems.DONE_NUMBER + " is not null"
                    + " union all select 'ANSWERED', 'DONE', count(*) from work_done where run_id = ?";

    /** Before a condition on {@code work_item w}. */
    private static final String SET_PENDING = "update work_item w set state = 'PENDING', reason = null, message = null,"
            + " call_id = null where w.run_id = ? and ";

    /** Without what its group shares: {@link #withGroups} adds that. */
    static final RowMapper<Item> ITEM = (row, n) -> new Item(
            row.getLong("number"),
            new Locator(row.getInt("file_number"), row.getLong("file_row"), row.getLong("line")),
            ItemKey.of(row.getBytes("key_hash")),
            TextMapJson.read(row.getString("fields")),
            row.getString("note"),
            new ItemGroup(row.getString("group_key"), Map.of()),
            ContextJson.read(row.getString("context")));

    private static final int SLICE = 50_000;

    /** So many times a sample, pending items are few: by hash, too many others would have to be looked through. */
    private static final int FEW = 10;

    private final JdbcTemplate jdbc;
    private final SqlDialect dialect;
    private final AnswerTable answers;
    private final WorkItemSlices slices;
    private final WorkGroups groups;
    private final WorkKeys keys;
    private final DoneItems done;

    public WorkItems(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, SLICE);
    }

    WorkItems(DataSource dataSource, SqlDialect dialect, int slice) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.dialect = dialect;
        this.done = new DoneItems(jdbc, dialect);
        this.answers = new AnswerTable(dataSource, dialect);
        this.groups = new WorkGroups(jdbc, dialect);
        this.slices = new WorkItemSlices(jdbc, slice);
        this.keys = new WorkKeys(jdbc, slice);
    }

    /**
     * Adds items to be asked, in a transaction of the caller. An item whose key the run has already, whatever its state
     * and group, is left out: identical items collapse into the first. Items of one group are handed out together; groups
     * come in the order of their keys.
     */
    public void addPending(long runId, List<Item> items) {
        groups.add(runId, items);
        add(runId, items.stream().map(Addition::pending).toList());
    }

    /** Adds items that are not to be asked, and why, in a transaction of the caller, unless the run has their key. */
    public void addUnsent(long runId, List<Outcome.Failed> items) {
        add(runId, items.stream().map(Addition::unsent).toList());
    }

    /**
     * Makes the items of a run that is continued known by their keys, all of them; outside of a transaction it is one.
     *
     * @return how many were not
     */
    public long addMissingKeys(long runId) {
        return keys.addMissing(runId);
    }

    private void add(long runId, List<Addition> additions) {
        Set<ItemKey> seen = keys.present(
                runId, additions.stream().map(addition -> addition.item().key()).toList());
        List<Addition> added = additions.stream()
                .sorted(Comparator.comparingLong(addition -> addition.item().number()))
                .filter(addition -> seen.add(addition.item().key()))
                .toList();
        jdbc.batchUpdate(
                INSERT, added.stream().map(addition -> addition.row(runId)).toList());
        keys.insert(runId, added.stream().map(Addition::item).toList());
    }

    private record Addition(Item item, Status status, @Nullable String reason, @Nullable String message) {

        static Addition pending(Item item) {
            return new Addition(item, Status.PENDING, null, null);
        }

        static Addition unsent(Outcome.Failed failed) {
            String message = StorableText.message(failed.message());
            return new Addition(failed.item(), Status.UNSENT, failed.reason().code(), message);
        }

        @Nullable
        Object[] row(long runId) {
            return new @Nullable Object[] {
                runId,
                item.number(),
                item.place().file(),
                item.place().row(),
                item.place().line(),
                item.key().prefix(),
                item.key().toBytes(),
                item.group().key(),
                status.name(),
                reason,
                message,
                StorableText.plain(item.note()),
                TextMapJson.write(item.fields())
            };
        }
    }

    /**
     * Sets to DONE what is PENDING and has an answer by now, as after another run answered it. Outside of a
     * transaction in slices of 50,000 rows.
     *
     * @return how many
     */
    public long markAnswered(long runId) {
        return new AnsweredItems(jdbc, answers, slices, done).mark(runId);
    }

    /**
     * The next items to be asked, by group and within it by number; empty if there are no more.
     *
     * @param limit most items, at least 1; fewer are given if their texts are long
     * @throws IllegalStateException if the item of {@code after} is not in the run
     */
    public List<Item> pendingAfter(long runId, Position after, int limit) {
        String group = groupOf(runId, after);
        ItemPage page = new ItemPage(limit);
        jdbc.query(IN_GROUP, page, runId, group, after.number(), limit);
        if (!page.isFull()) {
            jdbc.query(IN_LATER_GROUPS, page, runId, group, limit - page.items().size());
        }
        return withGroups(runId, page.items());
    }

    private List<Item> withGroups(long runId, List<Item> items) {
        Map<String, ItemGroup> loaded = groups.load(
                runId, items.stream().map(item -> item.group().key()).collect(Collectors.toSet()));
        return items.stream()
                .map(item -> item.inGroup(
                        Objects.requireNonNull(loaded.get(item.group().key()))))
                .toList();
    }

    /**
     * How many prompts the pending items make, if none holds items of two groups, or more than {@code maxItems}.
     */
    public long pendingPrompts(long runId, int maxItems) {
        String sql = "select coalesce(sum((items + ? - 1) / ?), 0) from (select count(*) items from work_item w"
                + " where w.run_id = ? and " + DoneItems.PENDING + " group by w.group_key) g";
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, maxItems, maxItems, runId));
    }

    private String groupOf(long runId, Position position) {
        if (position.equals(Position.START)) {
            return "";
        }
        String sql = "select group_key from work_item where run_id = ? and number = ?";
        return jdbc.queryForList(sql, String.class, runId, position.number()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "run " + runId + " has no work item " + position.number() + " to go on from"));
    }

    /** Record numbers of the pending items for which no context was looked for, in their order. */
    public List<Long> withoutContext(long runId) {
        return jdbc.queryForList(
                "select w.number from work_item w where w.run_id = ? and w.context is null and " + DoneItems.PENDING
                        + " order by w.number",
                Long.class,
                runId);
    }

    /** @param contexts record number of an item to the spans that may be shown beside it */
    public void addContext(long runId, Map<Long, List<ContextSpan>> contexts) {
        jdbc.batchUpdate(
                "update work_item set context = ? where run_id = ? and number = ?",
                contexts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(context -> new Object[] {ContextJson.write(context.getValue()), runId, context.getKey()})
                        .toList());
    }

    /** Reads the whole run's index: one to two seconds for a million items. */
    public Counts counts(long runId) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        jdbc.query(
                COUNTS,
                row -> {
                    Status state = Status.valueOf(row.getString(2));
                    long items = row.getLong(3);
                    switch (row.getString(1)) {
                        case "IS" -> counts.merge(state, items, Long::sum);
                        case "WAS" -> {
                            counts.merge(state, -items, Long::sum);
                            counts.merge(Status.PENDING, items, Long::sum);
                        }
                        default -> {
                            counts.merge(Status.PENDING, -items, Long::sum);
                            counts.merge(Status.DONE, items, Long::sum);
                        }
                    }
                },
                runId,
                runId,
                runId,
                runId);
        // A process that lost its run may tell of an answer when the items are deleted already.
        return new Counts(
                Math.max(0, counts.getOrDefault(Status.PENDING, 0L)),
                counts.getOrDefault(Status.DONE, 0L),
                counts.getOrDefault(Status.FAILED, 0L),
                counts.getOrDefault(Status.UNSENT, 0L));
    }

    /**
     * The key prefixes of all items of the run, if those are few; a key with another prefix is no item of it.
     *
     * @param most more items than this are not few
     */
    public Optional<Set<Long>> prefixesIfFew(long runId, int most) {
        List<Long> prefixes = keys.slots(runId, most + 1);
        return prefixes.size() > most ? Optional.empty() : Optional.of(new HashSet<>(prefixes));
    }

    /** The states of the keys that the run has as items; one statement for any number of keys. */
    public Map<ItemKey, State> states(long runId, Collection<ItemKey> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        Set<ItemKey> wanted = new HashSet<>(asked);
        Map<ItemKey, State> states = new HashMap<>();
        jdbc.query(
                STATES,
                row -> {
                    ItemKey key = ItemKey.of(row.getBytes(1));
                    if (wanted.contains(key)) {
                        states.put(
                                key,
                                new State(
                                        row.getLong(2),
                                        Status.valueOf(row.getString(3)),
                                        Optional.ofNullable(row.getString(4)).map(FailureReason::ofCode),
                                        Objects.requireNonNullElse(row.getString(5), ""),
                                        row.getObject(6) != null));
                    }
                },
                WorkKeys.arguments(runId, wanted));
        return states;
    }

    /**
     * The next items that have been asked, in the order of their numbers, without what their groups share; empty if there
     * are no more.
     *
     * @param number of the item that was given last, 0 before the first
     * @param limit  most items, at least 1; fewer are given if their texts are long
     */
    public List<Asked> askedAfter(long runId, long number, int limit) {
        return Objects.requireNonNull(jdbc.query(ASKED, new AskedPage(), runId, number, limit));
    }

    /** Items that failed so far, in the order of their numbers. */
    public List<RunSummary.Failure> failures(long runId, int limit) {
        return jdbc.query(
                "select w.file_number, w.file_row, w.line, w.reason, w.message from work_item w where w.run_id = ? and "
                        + DoneItems.FAILED + " order by w.number limit ?",
                (row, n) -> new RunSummary.Failure(
                        new Locator(row.getInt(1), row.getLong(2), row.getLong(3)),
                        FailureReason.ofCode(row.getString(4)),
                        Objects.requireNonNullElse(row.getString(5), "")),
                runId,
                limit);
    }

    /** The same with the texts of the items, for recipes whose texts say where an item is. */
    public List<Outcome.Failed> failedItems(long runId, int limit) {
        List<Outcome.Failed> failed = jdbc.query(
                SELECT_FAILED + " where w.run_id = ? and " + DoneItems.FAILED + " order by w.number limit ?",
                (row, n) -> new Outcome.Failed(
                        Objects.requireNonNull(ITEM.mapRow(row, n)),
                        FailureReason.ofCode(row.getString("reason")),
                        Objects.requireNonNullElse(row.getString("message"), "")),
                runId,
                limit);
        Iterator<Item> whole = withGroups(
                        runId, failed.stream().map(Outcome.Failed::item).toList())
                .iterator();
        return failed.stream()
                .map(each -> new Outcome.Failed(whole.next(), each.reason(), each.message()))
                .toList();
    }

    /**
     * Sets what FAILED to PENDING.
     *
     * @return how many
     */
    public long retryFailed(long runId) {
        return jdbc.update(SET_PENDING + DoneItems.FAILED, runId);
    }

    /** Sets items to PENDING, whatever they were; for keys found without the answer that they should have. */
    public void setPending(long runId, Collection<ItemKey> unanswered) {
        List<Long> numbers = states(runId, unanswered).values().stream()
                .map(State::number)
                .sorted()
                .toList();
        jdbc.batchUpdate(
                SET_PENDING + "w.number = ?",
                numbers.stream().map(number -> new Object[] {runId, number}).toList());
        done.delete(runId, numbers);
    }

    /**
     * Deletes the run's items, their keys first, then what says that they are done; outside of a transaction in slices of
     * 50,000 rows, and on H2 at once if no other run has any. A kill in between leaves the rest to be purged again.
     *
     * @return how many
     */
    public long purge(long runId) {
        groups.purge(runId);
        return dialect.deleteOnlyRun(jdbc, runId).orElseGet(() -> {
            keys.purge(runId);
            return slices.forEach(runId, (after, last) -> {
                done.delete(runId, after, last);
                return jdbc.update(
                        "delete from work_item where run_id = ? and number > ? and number <= ?", runId, after, last);
            });
        });
    }

    /**
     * Pending items from all over the run, in no particular order: evenly spread if few are pending, else chosen by
     * their hashes, which know nothing of the input's order.
     *
     * @param n most items
     */
    public List<Item> sample(long runId, int n) {
        List<Item> first = pendingAfter(runId, Position.START, FEW * n);
        return first.size() < FEW * n ? spread(first, n) : withGroups(runId, PendingSample.of(jdbc, keys, runId, n));
    }

    private static List<Item> spread(List<Item> items, int n) {
        if (items.size() <= n) {
            return items;
        }
        return IntStream.range(0, n)
                .mapToObj(i -> items.get((int) ((long) i * items.size() / n)))
                .toList();
    }

    /**
     * What became of an item.
     *
     * @param callId the call of the ledger that brought it
     */
    record Settled(Outcome outcome, Optional<Long> callId) {}

    /** Part of the caller's transaction, in the order of the numbers. An item that is DONE stays so. */
    void settle(long runId, List<Settled> settled) {
        List<DoneItems.Done> answered = new ArrayList<>();
        List<Object[]> failed = new ArrayList<>();
        settled.stream()
                .sorted(Comparator.comparingLong(each -> each.outcome().item().number()))
                .forEach(each -> {
                    long number = each.outcome().item().number();
                    Long callId = each.callId().orElse(null);
                    if (each.outcome() instanceof Outcome.Failed failure) {
                        String message = StorableText.message(failure.message());
                        failed.add(new Object[] {failure.reason().code(), message, callId, runId, number});
                    } else {
                        answered.add(new DoneItems.Done(number, callId));
                    }
                });
        done.insert(runId, answered);
        jdbc.batchUpdate(
                "update work_item w set state = 'FAILED', reason = ?, message = ?, call_id = ?"
                        + " where w.run_id = ? and w.number = ? and w.state <> 'DONE' and " + DoneItems.DONE_NUMBER
                        + " is null",
                failed);
    }
}
