package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementCutTest {

    /** A signature, four statements of one, three, one and two lines, and the closing brace. */
    private static final String METHOD =
            """
            int total(List<Line> lines) {
                int sum = 0;
                for (Line line : lines) {
                    sum += line.price();
                }
                log(sum);
                return
                    sum;
            }""";

    private static final List<Integer> STATEMENTS = List.of(2, 3, 6, 7);

    @ParameterizedTest(name = "{0} characters keep the lines {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "170 | 1 2 3 4 5 6 7 8 9",
                "150 | 1 2 6 7 8 9",
                "118 | 1 2 7 8 9",
                "100 | 1 7 8 9",
            })
    void keepsTheSignatureTheEndAndAsManyStatementsAsThereIsRoomFor(int characters, String kept) {
        SourceLines cut = cut(METHOD, characters, STATEMENTS);

        assertThat(numbers(cut)).isEqualTo(kept);
    }

    @Test
    void theMarkerStandsOnALineOfItsOwnAndLinesKeepTheirNumbers() {
        String cut = cut(METHOD, 118, STATEMENTS).numbered();

        assertThat(cut)
                .isEqualTo(
                        """
                        1| int total(List<Line> lines) {
                        2|     int sum = 0;
                        [... content truncated due to length ...]
                        7|     return
                        8|         sum;
                        9| }""");
    }

    @Test
    void withoutStatementsThatFitItIsCutBetweenLines() {
        assertThat(numbers(cut(METHOD, 100, List.of()))).isEqualTo("1 8 9");
        assertThat(numbers(cut(METHOD, 75, STATEMENTS))).isEqualTo("1 9");
    }

    @Test
    void aLineThatIsTooLongByItselfIsCutInside() {
        SourceLines cut = cut("x".repeat(500) + "\ny", 100, List.of());

        assertThat(cut.numbered()).isEqualTo("1| " + "x".repeat(100) + "\n" + FieldTruncation.MARKER);
        assertThat(cut.last()).isEqualTo(1);
    }

    @Test
    void tokensAreABudgetAsWell() {
        String source = "start\n" + "    call(argument);\n".repeat(200) + "end";
        Truncation budget = Truncation.toTokens(100, Truncation.Keep.STATEMENTS);

        SourceLines cut = new StatementCut(budget).cut(SourceLines.of(source), List.of());

        assertThat(TokenEstimator.forModel("gpt-5").estimate(cut.plain())).isBetween(70, 100);
        assertThat(cut.plain()).startsWith("start\n").endsWith("\nend").containsOnlyOnce(FieldTruncation.MARKER);
    }

    @Property(tries = 500, seed = "1")
    void keepsWholeLinesInOrderWithinTheBudget(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 30) Integer> lengths,
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 40) Integer> starts,
            @ForAll @IntRange(min = 110, max = 600) int budget) {
        String text = lengths.stream().map("x"::repeat).collect(Collectors.joining("\n"));
        SourceLines whole = SourceLines.of(text);

        SourceLines cut = cut(text, budget, starts);

        assertThat(cut.plain()).hasSizeLessThanOrEqualTo(Math.max(budget, 1));
        assertThat(whole.lines()).containsSubsequence(cut.lines());
        assertThat(cut.lines()).startsWith(whole.lines().get(0)).endsWith(lastOf(whole));
        assertThat(cut.equals(whole)).isEqualTo(text.length() <= budget);
    }

    @Property(tries = 300, seed = "2")
    void numberedLinesAreReadBackAsTheyWere(@ForAll @Size(min = 1, max = 20) List<@IntRange(max = 5) Integer> lengths) {
        SourceLines whole = SourceLines.of(lengths.stream().map("| "::repeat).collect(Collectors.joining("\r\n")));
        List<SourceLines.Line> some = new ArrayList<>(whole.lines());
        some.removeIf(line -> line.number() % 3 == 2);

        assertThat(SourceLines.ofNumbered(new SourceLines(some).numbered())).isEqualTo(new SourceLines(some));
        assertThat(whole.last()).isEqualTo(lengths.size());
    }

    private static SourceLines.Line lastOf(SourceLines lines) {
        return lines.lines().get(lines.lines().size() - 1);
    }

    private static SourceLines cut(String text, int characters, List<Integer> starts) {
        return new StatementCut(Truncation.toCharacters(characters, Truncation.Keep.STATEMENTS))
                .cut(SourceLines.of(text), starts);
    }

    private static String numbers(SourceLines lines) {
        return lines.lines().stream()
                .flatMapToInt(line -> IntStream.of(line.number()))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
