package io.enricher.testing;

import io.enricher.testing.Completion.Ending;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One reply in the making: the good answers of a request, and what each fault makes of them. */
final class Draft {

    private static final String REFUSAL = "I'm sorry, but I can't help with that.";

    private final AnswerBook book;
    private final Ask ask;
    private final Map<AskedItem, ObjectNode> good;
    private final Set<AskedItem> chosen;
    private final Random random;

    /** @param chosen the items that a fault of single items concerns */
    Draft(AnswerBook book, Ask ask, Set<AskedItem> chosen, Random random) {
        this.book = book;
        this.ask = ask;
        this.good = new LinkedHashMap<>();
        ask.items().forEach(item -> good.put(item, book.element(ask, item)));
        this.chosen = chosen;
        this.random = random;
    }

    Completion spoiled(Fault fault) {
        return switch (fault) {
            case MALFORMED_JSON -> text("{\"" + listName() + "\": [{\"id\": oops,", Ending.STOP, Set.of());
            case CODE_FENCES -> text("```json\n" + json(elements()) + "\n```", Ending.STOP, all());
            case PROSE_AROUND ->
                text(
                        "Here are the results [" + good.size() + "] for {\"items\"}:\n\n" + json(elements())
                                + "\n\nTell me if you want {more} or [other] ones.",
                        Ending.STOP,
                        all());
            case CUT_AT_TOKEN -> cut();
            case MISSING_ITEM -> without(chosen);
            case MISSING_HALF -> without(everySecond());
            case ALL_MISSING -> without(good.keySet());
            case DUPLICATE_SAME -> list(twice(ObjectNode::deepCopy), all());
            case DUPLICATE_DIFFERENT -> list(twice(this::altered), allBut(chosen));
            case EXTRA_ID -> extraId();
            case WRONG_ID ->
                list(changed(element -> element.put("id", "unknown-" + random.nextInt(1_000))), allBut(chosen));
            case NUMERIC_IDS -> numericIds();
            case REVERSED -> reversed();
            case SHUFFLED -> shuffled();
            case WRONG_TYPE -> list(changed(this::wrongType), allBut(chosen));
            case BAD_ENUM -> list(changed(this::badEnum), allBut(chosen));
            case BARE_ARRAY -> text(array(elements()).toString(), Ending.STOP, all());
            case EXTRA_FIELDS -> extraFields();
            case HIJACK -> hijacked();
            case REFUSAL -> text(REFUSAL, Ending.REFUSAL, Set.of());
            case CONTENT_FILTER -> new Completion(Optional.empty(), Ending.CONTENT_FILTER, Set.of());
            case NULL_CONTENT -> new Completion(Optional.empty(), Ending.STOP, Set.of());
            case NO_CANDIDATE -> new Completion(Optional.empty(), Ending.NO_CANDIDATE, Set.of());
            case NO_FINISH_REASON -> whole(Ending.NO_FINISH_REASON);
            case NO_USAGE -> whole(Ending.NO_USAGE);
            default -> whole(Ending.STOP);
        };
    }

    Completion whole(Ending ending) {
        return text(json(elements()), ending, all());
    }

    private Completion list(List<ObjectNode> elements, Set<String> answered) {
        return text(json(elements), Ending.STOP, answered);
    }

    private Completion text(String text, Ending ending, Set<String> answered) {
        return new Completion(Optional.of(text), ending, answered);
    }

    private Completion cut() {
        int kept = good.size() / 2;
        String whole = json(elements());
        String cutElement = elements().get(kept).toString();
        int end = whole.indexOf(cutElement) + cutElement.length() * 2 / 3;
        List<AskedItem> complete = ask.items().subList(0, kept);
        return text(whole.substring(0, end), Ending.LENGTH, texts(complete));
    }

    private Completion without(Set<AskedItem> missing) {
        List<ObjectNode> rest = new ArrayList<>();
        good.forEach((item, element) -> {
            if (!missing.contains(item)) {
                rest.add(element);
            }
        });
        return list(rest, allBut(missing));
    }

    private Set<AskedItem> everySecond() {
        Set<AskedItem> second = new LinkedHashSet<>();
        for (int i = 0; i < ask.items().size(); i += 2) {
            second.add(ask.items().get(i));
        }
        return second;
    }

    private List<ObjectNode> twice(Function<ObjectNode, ObjectNode> again) {
        List<ObjectNode> list = new ArrayList<>();
        good.forEach((item, element) -> {
            list.add(element);
            if (chosen.contains(item)) {
                list.add(again.apply(element));
            }
        });
        return list;
    }

    /** An element with the same id and the answers of another text. */
    private ObjectNode altered(ObjectNode element) {
        ObjectNode other = element;
        // Where all fields are enumerated, another text may well have the same answer.
        for (int attempt = 0; other.equals(element) && attempt < 100; attempt++) {
            String text = "another text " + random.nextInt();
            other = book.element(ask, new AskedItem(element.path("id").asString(), Map.of("text", text)));
        }
        return other;
    }

    private Completion extraId() {
        List<ObjectNode> list = elements();
        list.add(altered(list.get(0)).put("id", "unknown-" + random.nextInt(1_000)));
        return list(list, all());
    }

    /** As a model does that numbers its answers: right only where an item's id is its number in the prompt. */
    private Completion numericIds() {
        List<ObjectNode> list = elements();
        List<AskedItem> alike = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            list.get(i).put("id", i + 1);
            if (ask.items().get(i).id().equals(Integer.toString(i + 1))) {
                alike.add(ask.items().get(i));
            }
        }
        return list(list, texts(alike));
    }

    private Completion reversed() {
        List<ObjectNode> list = elements();
        Collections.reverse(list);
        return list(list, all());
    }

    private Completion shuffled() {
        List<ObjectNode> list = elements();
        Collections.shuffle(list, random);
        return list(list, all());
    }

    private List<ObjectNode> changed(Function<ObjectNode, ObjectNode> change) {
        List<ObjectNode> list = new ArrayList<>();
        good.forEach((item, element) -> list.add(chosen.contains(item) ? change.apply(element) : element));
        return list;
    }

    private ObjectNode wrongType(ObjectNode element) {
        JsonNode properties = SchemaAnswers.elementSchema(ask.schema()).path("properties");
        for (String name : element.propertyNames()) {
            if (!name.equals("id")) {
                JsonNode schema = SchemaAnswers.resolved(ask.schema(), properties.path(name));
                return SchemaAnswers.type(schema).equals("object")
                        ? element.put(name, 7)
                        : element.set(name, element.objectNode().put("wrong", "type"));
            }
        }
        return element;
    }

    private ObjectNode badEnum(ObjectNode element) {
        JsonNode properties = SchemaAnswers.elementSchema(ask.schema()).path("properties");
        for (String name : element.propertyNames()) {
            if (SchemaAnswers.resolved(ask.schema(), properties.path(name)).has("enum")) {
                return element.put(name, "none-of-these");
            }
        }
        return wrongType(element);
    }

    private Completion extraFields() {
        List<ObjectNode> list = elements();
        list.forEach(element -> element.put("confidence_note", "not asked for"));
        boolean allowed = SchemaAnswers.elementSchema(ask.schema())
                .path("additionalProperties")
                .asBoolean(true);
        return list(list, allowed ? all() : Set.of());
    }

    private Completion hijacked() {
        ObjectNode first = elements().get(0);
        List<ObjectNode> list = new ArrayList<>();
        ask.items().forEach(item -> list.add(first.deepCopy().put("id", item.id())));
        return list(list, texts(ask.items().subList(0, 1)));
    }

    private List<ObjectNode> elements() {
        return good.values().stream().map(ObjectNode::deepCopy).collect(Collectors.toCollection(ArrayList::new));
    }

    private String json(List<ObjectNode> elements) {
        ObjectNode reply = JsonMapper.shared().createObjectNode();
        return reply.set(listName(), array(elements)).toString();
    }

    private ArrayNode array(List<ObjectNode> elements) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        elements.forEach(array::add);
        return array;
    }

    private String listName() {
        return SchemaAnswers.listName(ask.schema());
    }

    private Set<String> all() {
        return texts(good.keySet());
    }

    private Set<String> allBut(Set<AskedItem> items) {
        Set<String> rest = new LinkedHashSet<>(all());
        rest.removeAll(texts(items));
        return rest;
    }

    private Set<String> texts(Collection<AskedItem> items) {
        return items.stream().map(AskedItem::text).collect(Collectors.toSet());
    }
}
