package io.enricher.enrich;

import io.enricher.domain.Answer;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.ShrinkCause;
import io.enricher.domain.StopSignal;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelClient;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import io.enricher.recipe.FieldTruncation;
import io.enricher.recipe.ItemReply;
import io.enricher.recipe.Prompt;
import io.enricher.recipe.Recipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core: asks for a chunk of items in as few prompts as the recipe allows, keeps every valid answer the moment it
 * arrives, and narrows what is left: ask the rest again while that makes progress, halve, single item, give up with a
 * reason.
 *
 * <p>Each item is committed to the {@link OutcomeLog} as enriched or failed before {@link #enrich} returns. Nothing
 * that was cut at the output limit, and no batch that timed out, is sent again unchanged. One instance serves one
 * chunk at a time; threads have their own.
 */
public final class BatchEnricher {

    private static final Logger log = LoggerFactory.getLogger(BatchEnricher.class);

    /** A single item whose answer is invalid or missing is asked once more: models are not deterministic. */
    private static final int ASKS_OF_A_SINGLE_ITEM = 2;

    private final Recipe recipe;
    private final String model;
    private final Questions questions;
    private final AdaptiveBatchSize sizes;
    private final ModelClient client;
    private final OutcomeLog outcomeLog;
    private final StopSignal stop;

    /**
     * @param model the name that answers are credited to
     * @param sizes learns from the replies; whoever makes the chunks goes by it
     */
    public BatchEnricher(
            Recipe recipe,
            String model,
            Questions questions,
            AdaptiveBatchSize sizes,
            ModelClient client,
            OutcomeLog outcomeLog,
            StopSignal stop) {
        this.recipe = recipe;
        this.model = model;
        this.questions = questions;
        this.sizes = sizes;
        this.client = client;
        this.outcomeLog = outcomeLog;
        this.stop = stop;
    }

    /**
     * Asks until every item has its outcome.
     *
     * @param name  what to call the chunk in the log, such as {@code Batch 3/8}
     * @param items items with different keys
     * @return the outcome of every item, all of them recorded
     * @throws ModelException.Aborted if the run stops; what was answered is recorded, the rest is not
     * @throws ProviderUnavailableException if the provider does not answer any more
     */
    public Map<ItemKey, Outcome> enrich(String name, List<Item> items) {
        Chunk chunk = new Chunk(name, sizes.packing());
        for (List<Item> prompt : questions.prompts(items)) {
            chunk.todo.addLast(Part.of(prompt));
        }
        while (!chunk.todo.isEmpty()) {
            if (stop.isStopRequested()) {
                throw new ModelException.Aborted("stopped between two calls");
            }
            ask(chunk, chunk.todo.removeFirst());
        }
        return chunk.outcomes;
    }

    private void ask(Chunk chunk, Part part) {
        Prompt prompt = questions.render(part.items());
        ModelReply reply;
        try {
            reply = client.ask(questions.request(prompt, part.limit().factor()));
        } catch (ModelException.Transient e) {
            // A timeout, a server error, a broken connection, again and again, while the provider answers other calls.
            if (e.kind() == ModelException.Kind.TIMEOUT && part.isFirst() && !part.isSingle()) {
                chunk.itemsThatTimedOut = part.items().size();
            }
            narrow(chunk, part, new Problem(FailureReason.PROVIDER_ERROR, message(e)));
            return;
        } catch (ModelException.TooLong e) {
            if (part.hasUntriedLimit()) {
                lowerLimit(chunk, part, e);
            } else {
                shorten(chunk, part, e);
            }
            return;
        } catch (ModelException.Rejected e) {
            if (part.hasUntriedLimit()) {
                lowerLimit(chunk, part, e);
            } else {
                narrow(chunk, part, new Problem(FailureReason.REJECTED_BY_PROVIDER, message(e)));
            }
            return;
        } catch (ModelException.Blocked e) {
            narrow(chunk, part, new Problem(FailureReason.CONTENT_FILTER, message(e)));
            return;
        }
        salvage(chunk, part.answered(), prompt, reply);
    }

    /** Records every valid answer with the call, in one transaction, then decides about the rest. */
    private void salvage(Chunk chunk, Part part, Prompt prompt, ModelReply reply) {
        List<Outcome> decided = new ArrayList<>();
        List<Item> unanswered = new ArrayList<>();
        List<Item> misplaced = new ArrayList<>();
        Map<ItemKey, Problem> problems = new LinkedHashMap<>();
        questions.read(prompt, reply.text()).forEach((id, itemReply) -> {
            Item item = prompt.items().get(id);
            if (item == null) {
                return;
            }
            if (itemReply instanceof ItemReply.Valid valid) {
                decided.add(new Outcome.Enriched(item, new Answer(valid.json(), model, noteOf(item, valid))));
            } else {
                boolean isAskedAlone = itemReply instanceof ItemReply.Misplaced && !part.isSingle();
                (isAskedAlone ? misplaced : unanswered).add(item);
                problems.put(item.key(), problemOf(itemReply, reply));
            }
        });
        Optional<Part> again = unanswered.isEmpty() ? Optional.empty() : askAgain(part, unanswered, reply);
        if (again.isEmpty() && part.isSingle() && !unanswered.isEmpty()) {
            problems.forEach((key, problem) -> decided.add(failed(part.only(), problem)));
        }
        Optional<ShrinkCause> shrunk = learn(chunk, part, problems.size(), reply);
        record(
                chunk,
                decided,
                reply.call().map(made -> new PromptCall(made, sizeAllowed(chunk, part), shrunk)),
                problems.isEmpty() ? Optional.empty() : Optional.of(reply.text()));
        if (!misplaced.isEmpty()) {
            askAlone(chunk, part, misplaced);
        }
        if (unanswered.isEmpty() || (again.isEmpty() && part.isSingle())) {
            return;
        }
        tellOfShortfall(
                chunk, part, decided.size(), problems.values().iterator().next());
        if (again.isPresent()) {
            chunk.todo.addFirst(again.get());
        } else {
            halve(chunk, cutAtTheLimit(reply) ? part.withMoreOutput() : part);
        }
    }

    /** Only prompts of rows that were not asked before tell of the size: what is left of others is what is difficult. */
    private Optional<ShrinkCause> learn(Chunk chunk, Part part, int unanswered, ModelReply reply) {
        Optional<ShrinkCause> shrunk = Optional.empty();
        if (chunk.itemsThatTimedOut > 0) {
            shrunk = sizes.tookTooLong(chunk.packed, chunk.itemsThatTimedOut);
            chunk.itemsThatTimedOut = 0;
        } else if (part.isFirst()) {
            AdaptiveBatchSize.Ending ending =
                    cutAtTheLimit(reply) ? AdaptiveBatchSize.Ending.CUT : AdaptiveBatchSize.Ending.BY_ITSELF;
            shrunk = sizes.replied(chunk.packed, part.items().size(), unanswered, ending);
        }
        shrunk.ifPresent(cause -> log.info(
                "{}: {}; asking for up to {} rows at a time from now on",
                chunk.name,
                switch (cause) {
                    case CUT -> "replies are cut at the output limit";
                    case UNANSWERED -> "replies leave many rows without a valid answer";
                    case TIMEOUT -> "prompts of this size take too long";
                },
                sizes.current()));
        return shrunk;
    }

    private static OptionalInt sizeAllowed(Chunk chunk, Part part) {
        // Another thread may have made it smaller after the chunk was handed out.
        return part.isFirst()
                ? OptionalInt.of(Math.max(chunk.packed.size(), part.items().size()))
                : OptionalInt.empty();
    }

    /** Rows whose answers belong to others, or were hijacked by one: none of them shares a prompt again. */
    private static void askAlone(Chunk chunk, Part part, List<Item> misplaced) {
        log.info(
                "{} ({} rows): {} answers do not belong to their rows; asking for each alone",
                chunk.name,
                part.items().size(),
                misplaced.size());
        misplaced.forEach(item -> chunk.todo.addLast(part.rest(List.of(item))));
    }

    private static void tellOfShortfall(Chunk chunk, Part part, int answered, Problem first) {
        if (part.isSingle()) {
            log.info(
                    "{}: row {} failed: {}; asking again",
                    chunk.name,
                    part.only().number(),
                    first.message());
        } else {
            log.info(
                    "{} ({} rows) failed: expected {} answers, got {} ({}); asking smaller",
                    chunk.name,
                    part.items().size(),
                    part.items().size(),
                    answered,
                    first.message());
        }
    }

    /** The same items or fewer as one more prompt; empty if that would be no different from what just failed. */
    private static Optional<Part> askAgain(Part part, List<Item> unanswered, ModelReply reply) {
        if (cutAtTheLimit(reply)) {
            boolean smaller = unanswered.size() < part.items().size();
            if (smaller) {
                Part rest = part.rest(unanswered);
                return Optional.of(part.mayHaveMoreOutput() ? rest.withMoreOutput() : rest);
            }
            return part.isSingle() && part.mayHaveMoreOutput() ? Optional.of(part.cutAgain()) : Optional.empty();
        }
        if (unanswered.size() < part.items().size()) {
            return Optional.of(part.rest(unanswered));
        }
        boolean refused =
                reply.finishReason() == FinishReason.REFUSAL || reply.finishReason() == FinishReason.CONTENT_FILTER;
        if (part.isSingle() && !refused && part.asks() + 1 < ASKS_OF_A_SINGLE_ITEM) {
            return Optional.of(part.askedAgain());
        }
        return Optional.empty();
    }

    /**
     * The raised output limit is more than the model takes, so it says nothing about the rows: back to the last limit
     * that brought a reply, unless just that was cut.
     */
    private void lowerLimit(Chunk chunk, Part part, ModelException e) {
        if (part.wasCut()) {
            giveUp(
                    chunk,
                    part.only(),
                    new Problem(
                            FailureReason.TRUNCATED_ANSWER,
                            "the reply was cut at the output limit, and the model takes no higher one: " + message(e)));
            return;
        }
        log.info(
                "{} ({} rows): the model takes no higher output limit ({}); asking with the one before",
                chunk.name,
                part.items().size(),
                message(e));
        chunk.todo.addFirst(part.withAcceptedLimit());
    }

    /** Halves a prompt that is longer than the model's context; a single item is cut once, then given up. */
    private void shorten(Chunk chunk, Part part, ModelException.TooLong e) {
        Problem problem = new Problem(FailureReason.TOO_LONG_AFTER_TRUNCATION, message(e));
        if (!part.isSingle()) {
            narrow(chunk, part, problem);
            return;
        }
        // Its note does not tell: the recipe may have cut it before it was asked.
        boolean cutBefore = !chunk.shortened.add(part.only().key());
        Optional<Item> cut = cutBefore ? Optional.empty() : FieldTruncation.cutLongest(recipe, part.only());
        if (cut.isPresent()) {
            log.info(
                    "{}: row {} is too long for the model; asking with its longest field cut",
                    chunk.name,
                    part.only().number());
            chunk.todo.addFirst(part.rest(List.of(cut.get())));
        } else {
            giveUp(chunk, part.only(), problem);
        }
    }

    private void narrow(Chunk chunk, Part part, Problem problem) {
        if (part.isSingle()) {
            giveUp(chunk, part.only(), problem);
            return;
        }
        log.info(
                "{} ({} rows) failed: {}; asking smaller",
                chunk.name,
                part.items().size(),
                problem.message());
        halve(chunk, part);
    }

    private static void halve(Chunk chunk, Part part) {
        chunk.todo.addFirst(part.secondHalf());
        chunk.todo.addFirst(part.firstHalf());
    }

    private void giveUp(Chunk chunk, Item item, Problem problem) {
        record(chunk, List.of(failed(item, problem)), Optional.empty(), Optional.empty());
    }

    private void record(Chunk chunk, List<Outcome> decided, Optional<PromptCall> call, Optional<String> unusable) {
        outcomeLog.record(decided, call, unusable);
        for (Outcome outcome : decided) {
            chunk.outcomes.put(outcome.item().key(), outcome);
        }
    }

    private static Outcome failed(Item item, Problem problem) {
        return new Outcome.Failed(item, problem.reason(), problem.message());
    }

    private static boolean cutAtTheLimit(ModelReply reply) {
        return reply.finishReason() == FinishReason.LENGTH;
    }

    private static String noteOf(Item item, ItemReply.Valid valid) {
        return Stream.of(item.note(), valid.note())
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static Problem problemOf(ItemReply itemReply, ModelReply reply) {
        if (itemReply instanceof ItemReply.Misplaced other) {
            return new Problem(FailureReason.ECHO_MISMATCH, other.message());
        }
        if (itemReply instanceof ItemReply.Invalid invalid) {
            return new Problem(FailureReason.INVALID_ANSWER, invalid.message());
        }
        return switch (reply.finishReason()) {
            case REFUSAL -> new Problem(FailureReason.REFUSED, "the model refused to answer");
            case CONTENT_FILTER ->
                new Problem(FailureReason.CONTENT_FILTER, "blocked by the provider's content filter");
            case LENGTH ->
                new Problem(FailureReason.TRUNCATED_ANSWER, "the reply was cut at the output limit before this answer");
            case STOP, OTHER -> new Problem(FailureReason.MISSING_IN_REPLY, "the reply holds no answer for this item");
        };
    }

    private static String message(ModelException e) {
        return String.valueOf(e.getMessage());
    }

    /** One chunk's way through: what is still to be asked, and what was decided. */
    private static final class Chunk {
        private final String name;
        private final AdaptiveBatchSize.Packing packed;
        private final Deque<Part> todo = new ArrayDeque<>();
        private final Set<ItemKey> shortened = new HashSet<>();
        private final Map<ItemKey, Outcome> outcomes = new LinkedHashMap<>();
        private int itemsThatTimedOut;

        private Chunk(String name, AdaptiveBatchSize.Packing packed) {
            this.name = name;
            this.packed = packed;
        }
    }
}
