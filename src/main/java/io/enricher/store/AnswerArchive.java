package io.enricher.store;

import io.enricher.domain.CachedAnswer;
import io.enricher.domain.ItemKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The answers as a whole: counted, handed out, taken in and deleted, by pages, so that a million of them need little
 * memory. It knows nothing of a tier in memory. Safe beside runs of other processes, except that an answer of a clashing
 * key that a run adds while answers are deleted may not be found again, and then is asked again.
 */
public final class AnswerArchive {

    private static final int PAGE = 1_000;

    private final JdbcTemplate jdbc;
    private final AnswerTable table;
    private final Transactions transactions;
    private final int page;

    /**
     * What one model answered for one recipe.
     *
     * @param characters of the answers' JSON, all together
     */
    public record Group(String recipe, String model, long answers, long characters, Instant oldest, Instant latest) {}

    /**
     * Which answers are meant; both together if both are given, all if none is.
     *
     * @param before those given before this moment
     */
    public record Selection(Optional<String> recipe, Optional<Instant> before) {

        boolean holds(CachedAnswer cached) {
            return recipe.map(cached.recipe()::equals).orElse(true)
                    && before.map(cached.createdAt()::isBefore).orElse(true);
        }
    }

    public AnswerArchive(DataSource dataSource, SqlDialect dialect) {
        this(dataSource, dialect, PAGE);
    }

    /** @param page answers read or deleted at once */
    AnswerArchive(DataSource dataSource, SqlDialect dialect, int page) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.table = new AnswerTable(dataSource, dialect);
        this.transactions = Transactions.create(dataSource);
        this.page = page;
    }

    /** By recipe and model, in that order. Reads all answers, which takes seconds for a million. */
    public List<Group> groups() {
        return jdbc.query(
                "select recipe, model, count(*) answers, sum(char_length(answer)) characters,"
                        + " min(created_at) oldest, max(created_at) latest"
                        + " from answer group by recipe, model order by recipe, model",
                (row, n) -> new Group(
                        row.getString("recipe"),
                        row.getString("model"),
                        row.getLong("answers"),
                        row.getLong("characters"),
                        SqlTime.read(row, "oldest").orElseThrow(),
                        SqlTime.read(row, "latest").orElseThrow()));
    }

    /** The recipes that ever had an answer here, or a run that is remembered. */
    public List<String> recipes() {
        return jdbc.queryForList("select recipe from answer_origin union select recipe from run", String.class).stream()
                .sorted()
                .toList();
    }

    /** Hands out all answers, or those of one recipe, in no order that means anything. */
    public void forEach(Optional<String> recipe, Consumer<CachedAnswer> consumer) {
        Optional<Long> from = Optional.of(Long.MIN_VALUE);
        while (from.isPresent()) {
            List<AnswerTable.Placed> answers = table.page(from.get(), recipe.map(StorableText::plain), page);
            answers.forEach(placed -> consumer.accept(placed.cached()));
            from = following(answers);
        }
    }

    /**
     * Adds answers in one transaction. One that is there already stays.
     *
     * @return how many were new
     */
    public int add(Collection<CachedAnswer> answers) {
        Map<ItemKey, CachedAnswer> byKey = new LinkedHashMap<>();
        answers.forEach(cached -> byKey.putIfAbsent(
                cached.key(),
                new CachedAnswer(
                        cached.key(),
                        StorableText.plain(cached.recipe()),
                        StorableText.answer(cached.answer()),
                        cached.createdAt())));
        return transactions.inNew(
                () -> byKey.size() - table.insert(byKey.values()).size());
    }

    /**
     * Deletes answers for good, in many transactions: one that is killed has deleted some, and can be repeated.
     *
     * @return how many
     */
    public long delete(Selection selection) {
        Selection stored = new Selection(selection.recipe().map(StorableText::plain), selection.before());
        long deleted = 0;
        Optional<Long> from = Optional.of(Long.MIN_VALUE);
        while (from.isPresent()) {
            List<AnswerTable.Placed> answers = table.page(from.get(), stored.recipe(), page);
            List<AnswerTable.Placed> selected = answers.stream()
                    .filter(placed -> stored.holds(placed.cached()))
                    .toList();
            if (!selected.isEmpty()) {
                deleted += transactions.inNew(() -> delete(selected, stored));
            }
            from = following(answers);
        }
        // Last: killed before, origins without answers make a start without a key stop and say so; answers without
        // an origin would let it go on offline.
        table.origins().removeUnused();
        return deleted;
    }

    private long delete(List<AnswerTable.Placed> selected, Selection selection) {
        table.remove(selected);
        // Those behind may have gone on to their slots because of one that is gone now: they move up.
        List<AnswerTable.Placed> displaced = displacedBehind(slots(selected));
        table.remove(displaced);
        // By the order of the slots some of them would come later; moved up, they would never.
        Map<Boolean, List<CachedAnswer>> alsoSelected =
                displaced.stream().map(AnswerTable.Placed::cached).collect(Collectors.partitioningBy(selection::holds));
        table.insert(Objects.requireNonNull(alsoSelected.get(false)));
        return (long) selected.size()
                + Objects.requireNonNull(alsoSelected.get(true)).size();
    }

    /** What is not in the slot of its key, up to the next empty slot behind each of {@code slots}. */
    private List<AnswerTable.Placed> displacedBehind(List<Long> slots) {
        Map<Long, AnswerTable.Placed> displaced = new LinkedHashMap<>();
        List<Long> next = followers(slots);
        while (!next.isEmpty()) {
            List<AnswerTable.Placed> answers = table.at(next);
            answers.stream()
                    .filter(AnswerTable.Placed::isDisplaced)
                    .forEach(placed -> displaced.put(placed.slot(), placed));
            next = followers(slots(answers));
        }
        return new ArrayList<>(displaced.values());
    }

    private Optional<Long> following(List<AnswerTable.Placed> answers) {
        if (answers.size() < page) {
            return Optional.empty();
        }
        long last = answers.get(answers.size() - 1).slot();
        return last == Long.MAX_VALUE ? Optional.empty() : Optional.of(last + 1);
    }

    /** After the highest comes the lowest. */
    private static List<Long> followers(List<Long> slots) {
        return slots.stream().map(slot -> slot + 1).toList();
    }

    private static List<Long> slots(List<AnswerTable.Placed> answers) {
        return answers.stream().map(AnswerTable.Placed::slot).toList();
    }
}
