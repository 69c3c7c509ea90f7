package io.enricher.recipe;

import io.enricher.domain.Item;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a model's reply to a prompt: which item got which answer, and whether it is valid. The reply is untrusted; no
 * text makes this throw. Safe for use by many threads.
 */
public final class ReplyReader {

    private static final ItemReply TWO_ANSWERS = new ItemReply.Invalid("two different answers to one item");

    private final Set<String> answerFields;
    private final Optional<String> verifyEcho;
    private final AnswerValidator validator;
    private final ShownContext context;

    /** A reader that knows nothing beside the prompts. */
    public ReplyReader(Recipe recipe) {
        this(recipe, SpanKnowledge.NONE);
    }

    /** @param knowledge of the source that the items are spans of */
    public ReplyReader(Recipe recipe, SpanKnowledge knowledge) {
        this.answerFields = Set.copyOf(recipe.askedFields());
        this.verifyEcho = recipe.verifyEcho();
        this.validator = new AnswerValidator(recipe, knowledge);
        this.context = new ShownContext(recipe);
    }

    /**
     * @param replyText what the model wrote, whole or cut off
     * @return an entry for every id of the prompt, in its order; answers are matched by their id and by nothing else
     */
    public Map<String, ItemReply> read(Prompt prompt, String replyText) {
        Map<String, ItemReply> replies = new LinkedHashMap<>();
        prompt.items().keySet().forEach(id -> replies.put(id, new ItemReply.Missing()));
        Map<String, ObjectNode> read = new HashMap<>();
        for (ReplyParser.Found found : new ReplyParser(replies.keySet(), answerFields).parse(replyText)) {
            boolean isSettled = TWO_ANSWERS.equals(replies.get(found.id()))
                    || found.answer().equals(read.put(found.id(), found.answer()));
            if (!isSettled) {
                Item item = Objects.requireNonNull(prompt.items().get(found.id()));
                replies.merge(found.id(), checked(found.answer(), item, prompt), ReplyReader::agreed);
            }
        }
        return replies;
    }

    private ItemReply checked(ObjectNode answer, Item item, Prompt prompt) {
        if (verifyEcho.isPresent()) {
            String text = item.fields().getOrDefault(verifyEcho.get(), "");
            if (!Echo.fits(answer.path(RecipeRules.ECHO).asString(""), text)) {
                return new ItemReply.Misplaced(
                        "the answer does not repeat the first words of the item's " + verifyEcho.get());
            }
            answer.remove(RecipeRules.ECHO);
        }
        return validator.validate(
                answer, item, context.beside(item, prompt.items().values()));
    }

    private static ItemReply agreed(ItemReply earlier, ItemReply later) {
        return earlier instanceof ItemReply.Missing || earlier.equals(later) ? later : TWO_ANSWERS;
    }
}
