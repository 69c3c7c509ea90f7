package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one short transaction that keeps what was paid for: answers, the states of their items, the failures that later
 * runs are to know of, and the call in the ledger become durable together. What several threads bring at about the same
 * time shares a transaction. Safe for many threads.
 */
public final class OutcomeStore {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeStore.class);

    private final AnswerStore answers;
    private final WorkItems workItems;
    private final FailedItems failedItems;
    private final CallLedger ledger;
    private final Transactions transactions;
    private final GroupCommit<Brought, Optional<Long>> commits =
            new GroupCommit<>(this::commit, Transactions::isOfTheDatabase);

    /**
     * Whose outcomes they are.
     *
     * @param replaces whether an answer takes the place of an older one
     */
    private record Target(long runId, String recipe, boolean replaces) {}

    /**
     * What one prompt brought.
     *
     * @param token names it: a second attempt to commit finds the call that the first did commit after all
     */
    private record Brought(Target target, List<Outcome> outcomes, Optional<PromptCall> call, UUID token) {

        Map<ItemKey, Answer> answers() {
            Map<ItemKey, Answer> answered = new LinkedHashMap<>();
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Enriched enriched) {
                    answered.putIfAbsent(enriched.item().key(), StorableText.answer(enriched.answer()));
                }
            }
            return answered;
        }
    }

    public OutcomeStore(DataSource dataSource, SqlDialect dialect, AnswerStore answers) {
        this(dataSource, dialect, answers, Transactions.create(dataSource));
    }

    OutcomeStore(DataSource dataSource, SqlDialect dialect, AnswerStore answers, Transactions transactions) {
        this.answers = answers;
        this.workItems = new WorkItems(dataSource, dialect);
        this.failedItems = new FailedItems(dataSource);
        this.ledger = new CallLedger(dataSource, dialect, transactions);
        this.transactions = transactions;
    }

    /**
     * Commits the outcomes, whatever transaction the thread has open, and returns when they are durable. A database
     * error that may pass is met by up to five attempts, with waits of 16 s in all. Recording the same outcomes again
     * is harmless: the first answer of a key stays, and an item once DONE never becomes FAILED. Another call given with
     * them is another row of the ledger.
     *
     * @param recipe name of the recipe that the answers belong to
     * @param call   the request that brought them, empty if it is in the ledger already
     * @return its id in the ledger
     */
    public Optional<Long> record(long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
        return commits.add(new Brought(new Target(runId, recipe, false), outcomes, call, ledger.nextToken()));
    }

    /**
     * The same, but an answer takes the place of an older one of its key, in the table and in memory: for a run that asks
     * again. The old answer of an item that failed stays.
     */
    public Optional<Long> replace(long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
        return commits.add(new Brought(new Target(runId, recipe, true), outcomes, call, ledger.nextToken()));
    }

    /** Returns the ids of the calls, in their order. */
    private List<Optional<Long>> commit(List<Brought> group) {
        Map<Target, List<Brought>> byTarget =
                group.stream().collect(Collectors.groupingBy(Brought::target, LinkedHashMap::new, Collectors.toList()));
        Map<UUID, Long> callIds = new HashMap<>();
        Map<ItemKey, Answer> kept = new HashMap<>();
        transactions.inNew(attempt -> {
            callIds.clear();
            kept.clear();
            byTarget.forEach((target, brought) -> kept.putAll(settle(target, brought, callIds, attempt)));
            return kept;
        });
        remember(kept);
        return group.stream()
                .map(brought -> Optional.ofNullable(callIds.get(brought.token())))
                .toList();
    }

    /** They are durable: that memory does not take them is no reason to commit them again. */
    private void remember(Map<ItemKey, Answer> committed) {
        try {
            answers.remember(committed);
        } catch (RuntimeException e) {
            LOG.warn("Answers that are stored could not be kept in memory", e);
        }
    }

    /** Part of the caller's transaction; returns the answers that are in the table now. */
    private Map<ItemKey, Answer> settle(Target target, List<Brought> group, Map<UUID, Long> callIds, int attempt) {
        Map<ItemKey, Answer> answered = new LinkedHashMap<>();
        List<CallLedger.Entry> calls = new ArrayList<>();
        for (Brought brought : group) {
            Map<ItemKey, Answer> mine = brought.answers();
            mine.forEach(answered::putIfAbsent);
            brought.call()
                    .ifPresent(made ->
                            calls.add(new CallLedger.Entry(brought.token(), made, OptionalInt.of(mine.size()))));
        }
        callIds.putAll(ledger.insert(target.runId(), calls, attempt));
        Map<ItemKey, Answer> kept = target.replaces()
                ? answers.replace(target.recipe(), answered)
                : answers.insert(target.recipe(), answered);
        List<WorkItems.Settled> settled = group.stream()
                .flatMap(brought -> {
                    Optional<Long> callId = Optional.ofNullable(callIds.get(brought.token()));
                    return brought.outcomes().stream().map(outcome -> new WorkItems.Settled(outcome, callId));
                })
                .toList();
        workItems.settle(target.runId(), settled);
        failedItems.settle(
                target.runId(), settled.stream().map(WorkItems.Settled::outcome).toList());
        return kept;
    }
}
