package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidConfigurationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceRulesTest {

    @Test
    void readsWhatARecipeSaysOfSource() {
        Recipe spans = Recipes.spans();

        assertThat(spans.readsSource()).isTrue();
        assertThat(Recipes.roadmap().readsSource()).isFalse();
        assertThat(spans.context()).contains(new ContextRules(2, 1, false));
        assertThat(spans.span().orElseThrow().grounded()).containsExactly("summary", "pitfalls");
        assertThat(spans.batch().maxLineGap()).hasValue(100);
        assertThat(spans.groupedBy()).containsExactly("path", "kind");
        assertThat(spans.field("text").orElseThrow().numbered()).isTrue();
        assertThat(spans.field("startLine").orElseThrow().shown()).isFalse();
        assertThat(spans.field("startLine").orElseThrow().inKey()).isFalse();
    }

    /** Id, what of the good recipe is replaced by what, and the message's place and text. */
    static Stream<Arguments> brokenRecipes() {
        return Stream.of(
                broken(
                        "all hidden",
                        "(?s)  path:.*statementLines:",
                        "  a:",
                        "/fields: no field is shown to the model; remove shown: false from one"),
                broken(
                        "none in the key",
                        "(?s)  kind:\n.*    required: true\n    numbered",
                        "  text:\n    key: false\n    numbered",
                        "/fields: no field is part of the key, so that all rows would be one; remove key: false"),
                broken(
                        "shared and hidden",
                        "shared: true",
                        "shared: true, shown: false",
                        "/fields/path/shared: a field that is not shown cannot be shared; name it under batch: group-by"),
                broken(
                        "echo of a hidden field",
                        "instruction:",
                        "verify-echo: startLine\ninstruction:",
                        "/verify-echo: \"startLine\" is not shown, so a model cannot repeat it; name another field"),
                broken(
                        "two numbered fields",
                        "  kind:",
                        "  kind: {numbered: true}",
                        "/fields/text/numbered: \"kind\" is numbered already, and one field may be; remove one"),
                broken(
                        "a numbered field that is shared",
                        "numbered: true",
                        "numbered: true\n    shared: true",
                        "/fields/text/numbered: a numbered field is shown with each item; remove shared:"),
                broken(
                        "a numbered field that is hidden",
                        "numbered: true",
                        "numbered: true\n    shown: false",
                        "/fields/text/numbered: a numbered field is shown with each item"),
                broken(
                        "a numbered field cut anywhere",
                        "keep: statements",
                        "keep: ends",
                        "/fields/text/truncate: a numbered field is cut between its lines; write keep: statements"),
                broken(
                        "a gap without lines",
                        "  endLine:.*\n",
                        "",
                        "/batch/max-line-gap: max-line-gap goes by the field \"endLine\", which the recipe does not read;"
                                + " add endLine: {shown: false, key: false} to fields"),
                broken(
                        "a gap across files",
                        "shared: true, key: false}(?s)(.*)group-by: .kind., ",
                        "key: false}$1",
                        "/batch/max-line-gap: lines of different files would be compared; add group-by:"),
                broken(
                        "no gap",
                        "max-line-gap: 100",
                        "max-line-gap: 0",
                        "/batch/max-line-gap: must be the most lines from one span of source to the next"),
                broken(
                        "context of rows",
                        "span: .*\n",
                        "",
                        "/context: only spans of source have context; add span:, or remove context:"),
                broken(
                        "a field called context",
                        "  kind:",
                        "  Context:\n  kind:",
                        "/fields/Context: with context:, an item and its answer have a \"context\" of their own"),
                broken(
                        "an answer called context",
                        "    related:",
                        "    context: {type: string}\n    related:",
                        "/answer/properties/context: with context:, an item and its answer have a \"context\""),
                broken(
                        "a derived field called context",
                        "output-tokens",
                        "derived: {context: x}\noutput-tokens",
                        "/derived/context: with context:, an item and its answer have a \"context\""),
                broken(
                        "context misspelt",
                        "neighbours: 2",
                        "neighbors: 2",
                        "/context/neighbors: unknown key \"neighbors\"; did you mean \"neighbours\"?"),
                broken(
                        "too much context",
                        "callers: 1",
                        "callers: 51",
                        "/context/callers: must be a whole number from 0 to 50"),
                broken("no context", "context: .*\n", "context: {}\n", "/context: must be the most spans of source"),
                broken(
                        "evidence of no answer field",
                        "evidence: evidence",
                        "evidence: evidenec",
                        "/span/evidence: \"evidenec\" is not a field of the answer; did you mean \"evidence\"?"),
                broken(
                        "evidence that is no range",
                        "evidence: evidence",
                        "evidence: related",
                        "/span/evidence: \"related\" is no list of line ranges; make its items objects with the integers"
                                + " from and to"),
                broken(
                        "evidence without numbers",
                        "    numbered: true\n",
                        "",
                        "/span/evidence: ranges of lines need the numbers of the lines; add numbered: true"),
                broken(
                        "evidence without a first line",
                        "  startLine:.*\n",
                        "",
                        "/span/evidence: evidence goes by the field \"startLine\", which the recipe does not read"),
                broken(
                        "related names of no answer field",
                        "related: related\\}",
                        "related: relatde}",
                        "/span/related: \"relatde\" is not a field of the answer; did you mean \"related\"?"),
                broken(
                        "related names in a text",
                        "related: related\\}",
                        "related: summary}",
                        "/span/related: \"summary\" is no list of texts; make its items strings"),
                broken(
                        "grounded ranges",
                        "pitfalls], ",
                        "evidence], ",
                        "/span/grounded/1: \"evidence\" holds no text that could be checked; remove it"),
                broken(
                        "grounded in no answer field",
                        "pitfalls], ",
                        "pitfall], ",
                        "/span/grounded/1: \"pitfall\" is not a field of the answer; did you mean \"pitfalls\"?"),
                broken(
                        "grounded without a file",
                        "  path: .*\n",
                        "",
                        "/span/grounded: grounded goes by the field \"path\", which the recipe does not read"),
                broken(
                        "an empty span",
                        "span: .*\n",
                        "span: {}\n",
                        "/span: must be answer fields that speak of source"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRecipes")
    void refusesWhatDoesNotFitWithItsPlaceAndCure(String name, String regex, String replacement, String message) {
        String yaml = Recipes.SPANS.replaceFirst(regex, replacement);
        assertThat(yaml).isNotEqualTo(Recipes.SPANS);

        assertThatThrownBy(() -> Recipes.of(yaml))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static Arguments broken(String name, String regex, String replacement, String message) {
        return Arguments.of(name, regex, replacement, message);
    }
}
