package io.enricher.testing;

import io.enricher.testing.Completion.Ending;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Writes the answers of one request, good ones or spoiled as a fault says. */
final class AnswerBook {

    private final long seed;
    private final long reasoning;
    private final Map<String, Function<Map<String, String>, String>> ownFields;

    /**
     * @param reasoning tokens thought before each answer
     * @param ownFields string fields that a test answers itself, from the item's fields
     */
    AnswerBook(long seed, long reasoning, Map<String, Function<Map<String, String>, String>> ownFields) {
        this.seed = seed;
        this.reasoning = reasoning;
        this.ownFields = Map.copyOf(ownFields);
    }

    Completion write(Ask ask, Then then, int event) {
        return written(ask, then, event).thoughtOver(reasoning);
    }

    private Completion written(Ask ask, Then then, int event) {
        if (ask.isInWords()) {
            String text = ask.items().get(0).text();
            return new Completion(Optional.of("Answer to: " + text), Ending.STOP, Set.of(text));
        }
        Random random = Dice.random(seed, event);
        Draft draft = new Draft(this, ask, chosen(ask, then, random), random);
        return then.fault().map(draft::spoiled).orElseGet(() -> draft.whole(Ending.STOP));
    }

    /** The good answer of an item. */
    ObjectNode element(Ask ask, AskedItem item) {
        ObjectNode element = SchemaAnswers.element(ask.schema(), item);
        ownFields.forEach((name, answer) -> {
            if (element.has(name)) {
                element.put(name, answer.apply(item.fields()));
            }
        });
        return element;
    }

    private Set<AskedItem> chosen(Ask ask, Then then, Random random) {
        if (then.marker().isPresent()) {
            String marker = then.marker().get();
            return ask.items().stream()
                    .filter(item -> item.text().contains(marker))
                    .collect(Collectors.toSet());
        }
        return Set.of(ask.items().get(random.nextInt(ask.items().size())));
    }
}
