package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.UnicodeText;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TruncationTest {

    @ParameterizedTest
    @CsvSource({"HEAD,0123456789", "TAIL,jklmnopqrs", "MIDDLE,9abcdefghi", "ENDS,01 [...] s"})
    void keepsThePartThatIsAskedFor(Truncation.Keep keep, String kept) {
        assertThat(Truncation.toCharacters(10, keep).apply("0123456789abcdefghijklmnopqrs"))
                .isEqualTo(kept);
    }

    @Property(tries = 500, seed = "1")
    void neverExceedsItsLengthNorCutsASurrogatePair(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 30) int length,
            @ForAll("partsOfProse") Truncation.Keep keep) {
        String cut = Truncation.toCharacters(length, keep).apply(text);

        assertThat(cut).hasSizeLessThanOrEqualTo(length);
        assertThat(UnicodeText.wellFormed(cut)).isEqualTo(cut);
        if (text.length() <= length) {
            assertThat(cut).isEqualTo(text);
        } else {
            // A pair at the edge costs one character at each end that is cut.
            assertThat(cut).hasSizeGreaterThanOrEqualTo(length - 2);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STATEMENTS")
    void keepsAboutSoManyTokensOfAnyPart(Truncation.Keep keep) {
        String english = "The quick brown fox jumps over the lazy dog. ".repeat(400);
        String text = english + "ÄÖÜ 漢字かな交じり文 ".repeat(300) + english;
        TokenEstimator tokens = TokenEstimator.forModel("gpt-5");

        String cut = Truncation.toTokens(500, keep).apply(text);

        assertThat(tokens.estimate(cut)).isBetween(350, 500);
        switch (keep) {
            case HEAD -> assertThat(text).startsWith(cut);
            case TAIL -> assertThat(text).endsWith(cut);
            case MIDDLE -> assertThat(text).contains(cut);
            case ENDS ->
                assertThat(cut).startsWith("The quick").endsWith("lazy dog. ").contains(" [...] ");
            case STATEMENTS -> throw new AssertionError("source is cut by its lines");
        }
        assertThat(Truncation.toTokens(500, keep).apply(text)).as("each time").isEqualTo(cut);
    }

    @Property(tries = 200, seed = "2")
    void neverExceedsItsTokensNorCutsASurrogatePair(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 10, max = 40) int most,
            @ForAll("partsOfProse") Truncation.Keep keep) {
        TokenEstimator tokens = TokenEstimator.forModel("gpt-5");

        String cut = Truncation.toTokens(most, keep).apply(text);

        assertThat(tokens.estimate(cut)).isLessThanOrEqualTo(most);
        assertThat(UnicodeText.wellFormed(cut)).isEqualTo(cut);
        if (tokens.estimate(text) <= most) {
            assertThat(cut).isEqualTo(text);
        } else {
            assertThat(cut).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<Truncation.Keep> partsOfProse() {
        return Arbitraries.of(Truncation.Keep.class).filter(keep -> keep != Truncation.Keep.STATEMENTS);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "\uD83D\uDE00", "\uD83D\uDE01")
                .list()
                .ofMaxSize(30)
                .map(l -> String.join("", l));
    }

    @Test
    void whatIsTooLongForTheModelLosesAQuarterOfItsLongestTruncatableField() {
        Recipe recipe = Recipes.roadmap();
        Item item = Recipes.item(recipe, Map.of("topic", "t".repeat(3000), "description", "d".repeat(1200)));

        Item cut = FieldTruncation.cutLongest(recipe, item).orElseThrow();

        assertThat(cut.fields().get("description"))
                .isEqualTo("d".repeat(900) + " [... content truncated due to length ...]");
        assertThat(cut.fields().get("topic")).isEqualTo(item.fields().get("topic"));
        assertThat(cut.fields().keySet())
                .containsExactlyElementsOf(item.fields().keySet());
        assertThat(cut.note()).isEqualTo("truncated");
        assertThat(cut.key()).isEqualTo(item.key());
    }

    @Test
    void withoutATruncatableFieldTheLongestOneIsCut() {
        Recipe recipe = Recipes.roadmap();
        Item item = Recipes.item(recipe, Map.of("topic", "\uD83D\uDE00".repeat(200), "level", "1"));

        Item cut = FieldTruncation.cutLongest(recipe, item).orElseThrow();

        assertThat(cut.fields().get("topic"))
                .startsWith("\uD83D\uDE00".repeat(150) + " [... content")
                .isEqualTo(UnicodeText.wellFormed(cut.fields().get("topic")));
    }

    @Test
    void theMarkerStandsWhereTextWasCut() {
        assertThat(cut("tail")).matches("\\[\\.\\.\\. content truncated due to length \\.\\.\\.] a{75}b{150}");
        assertThat(cut("ends")).matches("a{113} \\[\\.\\.\\. content truncated due to length \\.\\.\\.] b{112}");
        assertThat(cut("head")).startsWith("a".repeat(150) + "b".repeat(75) + " [...");
        assertThat(cut("middle")).startsWith("a".repeat(113) + "b".repeat(112) + " [...");
    }

    @Test
    void nothingSensibleToCutGivesNothing() {
        Recipe recipe = Recipes.roadmap();

        assertThat(FieldTruncation.cutLongest(recipe, Recipes.item(recipe, Map.of("topic", "t".repeat(199)))))
                .isEmpty();
        assertThat(FieldTruncation.cutLongest(
                        recipe, Recipes.item(recipe, Map.of("topic", "t".repeat(900), "description", "short"))))
                .isEmpty();
    }

    private static String cut(String keep) {
        Recipe recipe = Recipes.of(Recipes.REVIEW.replace(
                "    required: true", "    required: true\n    truncate: {max-characters: 9999, keep: " + keep + "}"));
        Item item = Recipes.item(recipe, Map.of("text", "a".repeat(150) + "b".repeat(150)));
        return FieldTruncation.cutLongest(recipe, item).orElseThrow().fields().get("text");
    }
}
