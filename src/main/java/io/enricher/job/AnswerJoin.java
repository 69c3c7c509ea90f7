package io.enricher.job;

import io.enricher.domain.Answer;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.RunFailedException;
import io.enricher.domain.SourceRecord;
import io.enricher.recipe.Draft;
import io.enricher.recipe.ItemFactory;
import io.enricher.store.AnswerStore;
import io.enricher.store.WorkItems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The write-output step's processor: joins records with answers and failures by key, in bulk per chunk. Rows that have
 * neither are left out and set PENDING; at the end of the input they make the run fail, so that a restart asks for all of
 * them. For one thread.
 */
final class AnswerJoin
        implements ChunkListener<SourceRecord, RowResolver.Resolved>,
                ItemProcessor<SourceRecord, RowResolver.Resolved> {

    /** So many prefixes take some 5 MB. */
    private static final int FEW_ITEMS = 100_000;

    private final PerFile<ItemFactory> items;
    private final AnswerStore answers;
    private final CacheUse cacheUse;
    private final WorkItems workItems;
    private final long runId;
    private final RowResolver resolver;
    private final ChangedInput changedInput;
    private final TransactionOperations ownTransaction;
    private final Queue<Draft> drafts = new ArrayDeque<>();
    private Map<ItemKey, Answer> found = Map.of();
    private Map<ItemKey, WorkItems.State> states = Map.of();
    private Optional<Set<Long>> prefixes = Optional.empty();
    private final List<Item> unanswered = new ArrayList<>();
    private Optional<Item> firstUnanswered = Optional.empty();
    private RowOrderDigest digest = RowOrderDigest.empty();

    /** @param ownTransaction a transaction that is kept when the chunk's is rolled back */
    AnswerJoin(
            PerFile<ItemFactory> items,
            AnswerStore answers,
            CacheUse cacheUse,
            WorkItems workItems,
            long runId,
            RowResolver resolver,
            ChangedInput changedInput,
            TransactionOperations ownTransaction) {
        this.items = items;
        this.answers = answers;
        this.cacheUse = cacheUse;
        this.workItems = workItems;
        this.runId = runId;
        this.resolver = resolver;
        this.changedInput = changedInput;
        this.ownTransaction = ownTransaction;
    }

    void begin() {
        digest = RowOrderDigest.empty();
        prefixes = workItems.prefixesIfFew(runId, FEW_ITEMS);
    }

    String keyDigest() {
        return digest.state();
    }

    @Override
    public void beforeChunk(Chunk<SourceRecord> chunk) {
        List<ItemKey> keys = new ArrayList<>(chunk.size());
        for (SourceRecord record : chunk) {
            if (SelectedRecords.isPadding(record)) {
                continue;
            }
            Draft draft = items.of(record).prepare(record);
            drafts.add(draft);
            keys.add(RowResolver.itemOf(draft).key());
        }
        found = answers.find(keys);
        states = workItems.states(runId, keys.stream().filter(this::mayBeItem).toList());
    }

    private boolean mayBeItem(ItemKey key) {
        return prefixes.isEmpty() || prefixes.get().contains(key.prefix());
    }

    @Override
    public RowResolver.@Nullable Resolved process(SourceRecord record) {
        if (SelectedRecords.isPadding(record)) {
            return null;
        }
        Draft draft = drafts.remove();
        Item item = RowResolver.itemOf(draft);
        digest.add(item.key());
        if (draft instanceof Draft.Incomplete incomplete) {
            return resolver.notSent(record, incomplete);
        }
        Optional<WorkItems.State> state = Optional.ofNullable(states.get(item.key()));
        Answer answer = found.get(item.key());
        if (answer != null && cacheUse.takes(state)) {
            return resolver.answered(record, answer, state);
        }
        if (state.filter(AnswerJoin::isKnownToFail).isPresent()) {
            return resolver.failed(
                    record, state.get().reason().orElseThrow(), state.get().message());
        }
        if (unanswered.isEmpty()) {
            // Once a chunk: it looks at every file.
            changedInput.refuse();
        }
        unanswered.add(item);
        return null;
    }

    /** A complete row was not sent only if it failed not long ago. */
    private static boolean isKnownToFail(WorkItems.State state) {
        return state.status() == WorkItems.Status.FAILED || state.status() == WorkItems.Status.UNSENT;
    }

    /** Sets PENDING what the rows read so far lack; kept even if the step fails. */
    void askAgainForUnanswered() {
        if (unanswered.isEmpty()) {
            return;
        }
        firstUnanswered = firstUnanswered.or(() -> Optional.of(unanswered.get(0)));
        ownTransaction.executeWithoutResult(status -> {
            workItems.addPending(runId, unanswered);
            workItems.setPending(runId, unanswered.stream().map(Item::key).toList());
        });
        unanswered.clear();
    }

    /** Leaves it at that: the rows read so far that lack an answer are to be asked anyway. */
    void forgetUnanswered() {
        unanswered.clear();
    }

    /** @throws RunFailedException if any row had neither an answer nor a reason */
    void requireAllAnswered() {
        firstUnanswered.ifPresent(item -> {
            throw new RunFailedException(
                    "row " + item.number() + " (line " + item.place().line()
                            + "), perhaps others too, has neither an answer nor a reason why not; answers were removed from the"
                            + " cache while the run went on. Start again: they will be asked");
        });
    }
}
