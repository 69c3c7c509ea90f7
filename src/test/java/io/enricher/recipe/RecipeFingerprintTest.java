package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({
        "chunk-context, 2ad62499a3804c420ed0b9c17664cd9488f254349b202e459407ec4d6e50c4cc",
        "classify, 8517164015769755d109984f51d495b4f3d93d5f57d2734a105063678a26236b",
        "code-example, 23841b4e7c5742de6572afa7ec73f75d7e8a8de714d09037b11afe7922ed2821",
        "roadmap, c3acf1160c16f7fd9050fac25a192864872e45bdb03e62f2c494a2857533e832",
        "source-summary, 9836115f1410f281c6cc2dce06a374784a500da96dc675368d2df0b4b317409c",
    })
    void recipesOfEarlierReleasesKeepTheirAnswers(String name, String fingerprint) {
        assertThat(new RecipeLoader(Path.of("no-such-directory")).load(name).fingerprint())
                .isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-line-gap: 100 | max-line-gap: 50",
                "neighbours: 2 | neighbours: 3",
                "endLine: {shown: false, key: false} | endLine: {shown: false, key: false, required: true}",
                "statementLines: {shown: false, key: false} | '# none'",
            })
    void whatTheModelDoesNotSeeOfSourceKeepsTheFingerprint(String before, String after) {
        assertThat(changed(before, after)).isEqualTo(fingerprint(Recipes.SPANS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shared: true, key: false | shared: true",
                "kind: | kind: {shown: false}",
                "max-characters: 120 | max-characters: 121",
                "callers: 1 | callers: 1, in-key: true",
                "context: {neighbours: 2, callers: 1} | '# none'",
                "grounded: [summary, pitfalls] | grounded: [summary]",
                ", related: related} | }",
            })
    void whatTheModelSeesOfSourceChangesIt(String before, String after) {
        assertThat(changed(before, after)).isNotEqualTo(fingerprint(Recipes.SPANS));
    }

    @Test
    void aChangedAmountOfContextAsksAgainIfContextIsInTheKey() {
        String keyed = Recipes.SPANS.replace("callers: 1", "callers: 1, in-key: true");

        assertThat(fingerprint(keyed.replace("neighbours: 2", "neighbours: 3"))).isNotEqualTo(fingerprint(keyed));
    }

    private static String changed(String before, String after) {
        assertThat(Recipes.SPANS).contains(before);
        return fingerprint(Recipes.SPANS.replace(before, after));
    }

    private static String fingerprint(String yaml) {
        return Recipes.of(yaml).fingerprint();
    }
}
