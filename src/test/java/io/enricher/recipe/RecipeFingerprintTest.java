package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeFingerprintTest {

    private static final String RECIPE =
            """
            # a comment
            name: mine
            version: "1"
            title: Mine
            fields:
              text:
                required: true
                truncate: {max-characters: 100, keep: head}
              note:
            system: You are brief.
            instruction: Say it shorter.
            batch: {max-items: 20}
            answer:
              type: object
              properties:
                short: {type: string, description: Shorter.}
            max-words: {short: 9}
            defaults: {short: none}
            output-tokens-per-item: 40
            parameters: {temperature: 0.7}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# a comment | # another",
                "name: mine | name: yours",
                "version: \"1\" | version: \"2\"",
                "title: Mine | title: Yours",
                "max-items: 20 | max-items: 5",
                "required: true | required: false",
                "short: none | short: -",
                "item: 40 | item: 80",
                "type: object | {type: object, required: [short], additionalProperties: false, properties: {short: {type:"
                        + " string, description: Shorter.}}}",
            })
    void whatDoesNotShapeAnAnswerKeepsTheFingerprint(String before, String after) {
        String changed = after.startsWith("{")
                ? RECIPE.replaceAll("(?s)answer:.*Shorter.}", "answer: " + after)
                : RECIPE.replace(before, after);

        assertThat(changed).isNotEqualTo(RECIPE);
        assertThat(fingerprint(changed)).isEqualTo(fingerprint(RECIPE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You are brief. | You are terse.",
                "Say it shorter. | Say it longer.",
                "note: | remark:",
                "max-characters: 100 | max-characters: 101",
                "max-characters: 100 | max-tokens: 100",
                "keep: head | keep: tail",
                "description: Shorter. | description: Very short.",
                "type: string, description | type: string, maxLength: 5, description",
                "{short: 9} | {short: 8}",
                "temperature: 0.7 | temperature: 0.8",
                "max-words: {short: 9} | # none",
                "parameters: {temperature: 0.7} | # none",
            })
    void whatShapesAnAnswerChangesTheFingerprint(String before, String after) {
        String changed = RECIPE.replace(before, after);

        assertThat(changed).isNotEqualTo(RECIPE);
        assertThat(fingerprint(changed)).isNotEqualTo(fingerprint(RECIPE));
    }

    private static String fingerprint(String yaml) {
        return Recipes.of(yaml).fingerprint();
    }
}
