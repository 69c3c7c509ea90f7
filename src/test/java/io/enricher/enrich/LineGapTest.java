package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.recipe.BatchLimits;
import io.enricher.recipe.InputField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineGapTest {

    private static final int TOKENS = 10;

    /** Spans as first line, last line and group; the expected prompts as numbers of spans. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "adjacent spans are one line apart    | 1-10 11-20            |  1 | 2",
                "a blank line between is two          | 1-10 12-20            |  1 | 1 1",
                "the gap itself is near enough        | 1-10 110-120          | 100 | 2",
                "one more is too far                  | 1-10 111-120          | 100 | 1 1",
                "nested spans are near                | 1-500 20-30 400-450   |  1 | 3",
                "the largest end counts, not the last | 1-500 20-30 501-510   |  1 | 3",
                "a gap closes a prompt for good       | 1-10 300-310 311-320  | 100 | 1 2",
                "the end of an earlier prompt does not count | 1-900 10-20b 200-210b | 100 | 1 1 1",
                "another group is never near          | 1-10 11-20b           | 100 | 1 1",
                "a span without lines is not far      | 1-10 ? 11-20          |  1 | 3",
                "unknown lines do not hide a gap      | 1-10 ? 500-510        | 100 | 2 1",
            })
    void spansAreAtMostSoManyLinesApart(String name, String spans, int gap, String expected) {
        List<List<Item>> prompts =
                packer(new BatchLimits(20, 1_000, 1, OptionalInt.of(gap))).pack(items(spans));

        assertThat(sizes(prompts)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as many items as there may be | 2 | 1000 | 1 | 2 2 1",
                "as many tokens as there may be | 20 | 30 | 1 | 3 2",
                "one token less                 | 20 | 29 | 1 | 2 2 1",
                "a group of as many as there must be | 20 | 30 | 2 | 3 2",
                "a group of fewer goes one by one    | 20 | 30 | 3 | 3 1 1",
            })
    void theOtherLimitsHoldBesideIt(String name, int maxItems, int maxTokens, int minItems, String expected) {
        BatchLimits limits = new BatchLimits(maxItems, maxTokens, minItems, OptionalInt.of(100));

        assertThat(sizes(packer(limits).pack(items("1-2 3-4 5-6 7-8 9-10")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"67, 15, 5", "15, 15, 1", "16, 15, 2"})
    void withoutGroupingPromptsAreFilledByCountAlone(int spans, int batchSize, int calls) {
        String scattered = IntStream.range(0, spans)
                .mapToObj(i -> i * 1000 + 1 + "-" + (i * 1000 + 900))
                .collect(Collectors.joining(" "));
        BatchLimits limits = new BatchLimits(20, 30, 2, OptionalInt.of(100))
                .withMaxItems(batchSize)
                .ungrouped();

        assertThat(packer(limits).pack(items(scattered))).hasSize(calls);
    }

    @Property(tries = 500, seed = "1")
    void nothingIsLostTheOrderIsKeptAndEveryRuleHoldsForAllThatSharesAPrompt(
            @ForAll("spans") List<Item> items,
            @ForAll @IntRange(min = 1, max = 6) int maxItems,
            @ForAll @IntRange(min = 10, max = 70) int maxTokens,
            @ForAll @IntRange(min = 1, max = 120) int gap) {
        List<List<Item>> prompts = packer(new BatchLimits(maxItems, maxTokens, 1, OptionalInt.of(gap)))
                .pack(items);

        assertThat(prompts.stream().flatMap(List::stream)).containsExactlyElementsOf(items);
        for (List<Item> prompt : prompts) {
            assertThat(prompt).hasSizeBetween(1, maxItems);
            assertThat(prompt.size() * TOKENS).isLessThanOrEqualTo(Math.max(TOKENS, maxTokens));
            for (int i = 1; i < prompt.size(); i++) {
                assertThat(prompt.get(i).group()).isEqualTo(prompt.get(0).group());
                assertThat(gapBefore(prompt, prompt.get(i), i)).isLessThanOrEqualTo(gap);
            }
        }
    }

    @Property(tries = 500, seed = "2")
    void aPromptEndsOnlyWhereARuleWouldBreak(
            @ForAll("spans") List<Item> items,
            @ForAll @IntRange(min = 1, max = 6) int maxItems,
            @ForAll @IntRange(min = 10, max = 70) int maxTokens,
            @ForAll @IntRange(min = 1, max = 120) int gap) {
        List<List<Item>> prompts = packer(new BatchLimits(maxItems, maxTokens, 1, OptionalInt.of(gap)))
                .pack(items);

        for (int i = 0; i + 1 < prompts.size(); i++) {
            List<Item> prompt = prompts.get(i);
            Item next = prompts.get(i + 1).get(0);
            boolean isFull = prompt.size() == maxItems
                    || (prompt.size() + 1) * TOKENS > maxTokens
                    || !next.group().equals(prompt.get(0).group())
                    || gapBefore(prompt, next, prompt.size()) > gap;
            assertThat(isFull)
                    .as("prompt %d had no room for %s", i, next.fields())
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<Item>> spans() {
        Arbitrary<String> span = Combinators.combine(
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("", "", "", "b"))
                .as((start, length, group) -> start + "-" + (start + length) + group);
        return span.list().ofMaxSize(40).map(spans -> items(String.join(" ", spans)));
    }

    private static int gapBefore(List<Item> prompt, Item item, int count) {
        int end = prompt.subList(0, count).stream()
                .mapToInt(before -> line(before, InputField.END_LINE))
                .max()
                .orElseThrow();
        return line(item, InputField.START_LINE) - end;
    }

    private static int line(Item item, String field) {
        return Integer.parseInt(item.fields().getOrDefault(field, ""));
    }

    private static List<Item> items(String spans) {
        List<Item> items = new ArrayList<>();
        for (String span : Arrays.stream(spans.split(" ", -1))
                .filter(text -> !text.isEmpty())
                .toList()) {
            String[] lines = span.replace("b", "").split("-", -1);
            Map<String, String> fields = span.equals("?")
                    ? Map.of("text", "x")
                    : Map.of(InputField.START_LINE, lines[0], InputField.END_LINE, lines[1]);
            items.add(Bench.item(items.size() + 1, fields)
                    .inGroup(new ItemGroup(span.endsWith("b") ? "b" : "a", Map.of())));
        }
        return items;
    }

    private static PromptPacker packer(BatchLimits limits) {
        return new PromptPacker(limits, item -> TOKENS);
    }

    private static String sizes(List<List<Item>> prompts) {
        return prompts.stream().map(prompt -> String.valueOf(prompt.size())).collect(Collectors.joining(" "));
    }
}
