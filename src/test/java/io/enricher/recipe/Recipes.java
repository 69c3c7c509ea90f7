package io.enricher.recipe;

import io.enricher.domain.Item;
import io.enricher.domain.SourceRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recipes and items for tests. */
final class Recipes {

    /** Every kind of value: text, enumeration, number, list, nested object, nullable date. */
    static final String REVIEW =
            """
            name: review
            version: "1"
            title: Reviews
            fields:
              text:
                required: true
              note:
            system: You read reviews.
            instruction: Judge each review.
            output-tokens-per-item: 100
            answer:
              type: object
              properties:
                mood: {type: string, enum: [Good, Bad]}
                score: {type: integer, minimum: 0, maximum: 10}
                tags: {type: array, items: {type: string, minLength: 1}, maxItems: 3}
                maker:
                  type: [object, "null"]
                  properties:
                    name: {type: string}
                    since: {type: [string, "null"], format: date}
            """;

    /** Reads spans of source, with all that a recipe can say of them. */
    static final String SPANS =
            """
            name: spans
            fields:
              path: {required: true, shared: true, key: false}
              kind:
              text:
                required: true
                numbered: true
                truncate: {max-characters: 120, keep: statements}
              startLine: {shown: false, key: false}
              endLine: {shown: false, key: false}
              statementLines: {shown: false, key: false}
            instruction: Document each span.
            batch: {group-by: [kind], max-line-gap: 100}
            context: {neighbours: 2, callers: 1}
            span: {evidence: evidence, grounded: [summary, pitfalls], related: related}
            answer:
              type: object
              properties:
                summary: {type: string}
                pitfalls: {type: array, items: {type: string}}
                related: {type: array, items: {type: string}}
                evidence:
                  type: array
                  items:
                    type: object
                    properties:
                      from: {type: integer}
                      to: {type: integer}
            output-tokens-per-item: 100
            """;

    private Recipes() {}

    static Recipe spans() {
        return of(SPANS);
    }

    static Recipe roadmap() {
        return new RecipeLoader(Path.of("no-such-directory")).load("roadmap");
    }

    static Recipe of(String yaml) {
        return RecipeReader.readChecked("test.yml", yaml, RecipeOptions.NONE);
    }

    /** A prompt over the roadmap with ids of our choice; each item's topic is its id. */
    static Prompt prompt(String... ids) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (String id : ids) {
            items.put(id, item(roadmap(), Map.of("topic", id)));
        }
        return new Prompt("system", "user", "{}", items);
    }

    /** The item of a record whose columns are called like the recipe's fields. */
    static Item item(Recipe recipe, Map<String, String> fields) {
        return new ItemFactory(recipe, "test", columns(recipe))
                .prepare(new SourceRecord(1, 2, fields))
                .item();
    }

    /** Every field in the column of its name. */
    static Map<String, String> columns(Recipe recipe) {
        Map<String, String> columns = new LinkedHashMap<>();
        recipe.fields().forEach(field -> columns.put(field.name(), field.name()));
        return columns;
    }
}
