package io.enricher.store;

import io.enricher.domain.Answer;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The one short transaction that keeps what was paid for: answers, the states of their items, the failures that later
 * runs are to know of, and the call in the ledger become durable together. Safe for many threads.
 */
public final class OutcomeStore {

    private final AnswerStore answers;
    private final WorkItems workItems;
    private final FailedItems failedItems;
    private final CallLedger ledger;
    private final Transactions transactions;

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
     * error that may pass is waited out, up to 16 s in all. Recording the same outcomes again is harmless: the first
     * answer of a key stays, and an item once DONE never becomes FAILED. Another call given with them is another
     * row of the ledger.
     *
     * @param recipe name of the recipe that the answers belong to
     * @param call   the request that brought them, empty if it is in the ledger already
     * @return its id in the ledger
     */
    public Optional<Long> record(long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
        return commit(runId, outcomes, call, answered -> answers.insert(recipe, answered));
    }

    /**
     * The same, but an answer takes the place of an older one of its key, in the table and in memory: for a run that asks
     * again. The old answer of an item that failed stays.
     */
    public Optional<Long> replace(long runId, String recipe, List<Outcome> outcomes, Optional<PromptCall> call) {
        return commit(runId, outcomes, call, answered -> answers.replace(recipe, answered));
    }

    /** @param keep stores answers as part of the transaction and returns those that are in the table now */
    private Optional<Long> commit(
            long runId, List<Outcome> outcomes, Optional<PromptCall> call, UnaryOperator<Map<ItemKey, Answer>> keep) {
        Map<ItemKey, Answer> answered = answersOf(outcomes);
        // Made before the first attempt, so that a second one finds the call that the first did commit after all.
        UUID token = UUID.randomUUID();
        Committed committed = transactions.inNew(() -> {
            Optional<Long> callId =
                    call.map(made -> ledger.insert(runId, token, made, OptionalInt.of(answered.size())));
            Map<ItemKey, Answer> kept = keep.apply(answered);
            workItems.settle(runId, outcomes, callId);
            failedItems.settle(runId, outcomes);
            return new Committed(kept, callId);
        });
        answers.remember(committed.answers());
        return committed.callId();
    }

    private record Committed(Map<ItemKey, Answer> answers, Optional<Long> callId) {}

    private static Map<ItemKey, Answer> answersOf(List<Outcome> outcomes) {
        Map<ItemKey, Answer> answered = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Enriched enriched) {
                answered.putIfAbsent(enriched.item().key(), StorableText.answer(enriched.answer()));
            }
        }
        return answered;
    }
}
