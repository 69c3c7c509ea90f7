package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.domain.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanReplyTest {

    private static final SpanKnowledge KNOWLEDGE = new SpanKnowledge() {
        @Override
        public boolean isInFile(String path, String identifier) {
            return path.equals("A.java") && identifier.equals("counter");
        }

        @Override
        public boolean isSymbol(String name) {
            return Set.of("total", "Order.total", "reset").contains(name);
        }
    };

    private final Recipe recipe = Recipes.spans();
    private final Prompt prompt = prompt(List.of(new ContextSpan(2, Relation.CALLED, "B.java:near", 0, "int near()")));

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 2", "4, 4"})
    void evidenceInsideOfTheSpanIsValid(int from, int to) {
        assertThat(read(answer("Adds.", "[]", "[]", range(from, to)))).isInstanceOf(ItemReply.Valid.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "3, 2", "1, 5", "-1, -1", "5, 5", "1, 2147483647"})
    void evidenceOutsideOfTheSpanIsAskedForAgain(int from, int to) {
        assertThat(read(answer(
                        "Adds.",
                        "[]",
                        "[]",
                        "[{\"from\":1,\"to\":1}," + range(from, to).substring(1))))
                .isEqualTo(new ItemReply.Invalid("evidence/1 is not a range of the item's lines 1 to 4"));
    }

    @Test
    void evidenceMayNameLinesBehindACut() {
        String text = "void long() {\n" + "    step();\n".repeat(60) + "}";
        Prompt cut = prompt(text, List.of());
        assertThat(cut.user()).contains("62| }").doesNotContain("30| ");

        assertThat(read(cut, answer("Adds.", "[]", "[]", range(62, 62)))).isInstanceOf(ItemReply.Valid.class);
        assertThat(read(cut, answer("Adds.", "[]", "[]", range(62, 63)))).isInstanceOf(ItemReply.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Adds the prices of `lines`.",
                "Calls `price()` of each `line`, then `near`.",
                "Uses `counter` of the file.",
                "Throws nothing, returns `int`, never `null`; `true` if so.",
                "Prints `\\\"any words here\\\"` and `'these'`.",
                "Speaks of the `method` in `A.java`.",
                "As `x + 1 > 0x1F`.",
                "Names nothing in marks such as invented().",
                "Has one mark ` only.",
                "```java\\nlines; total\\n```",
            })
    void whatExistsIsGrounded(String summary) {
        assertThat(noteOf(answer(summary, "[]", "[]", "[]"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Uses `invented`.",
                "Calls `lines.invented(line)`.",
                "Calls ``invented``.",
                "Uses `Lines`.",
                "```java\\ninvented();\\n```",
            })
    void whatDoesNotExistIsNotedAndNeverFails(String summary) {
        assertThat(noteOf(answer(summary, "[]", "[]", "[]"))).isEqualTo("ungrounded");
        assertThat(noteOf(answer("Adds.", "[\"fine\",\"" + summary + "\"]", "[]", "[]")))
                .isEqualTo("ungrounded");
    }

    @Test
    void relatedNamesThatAreNoSymbolsAreTakenOut() {
        String related =
                "[\"total\",\"`Order::total(int)`\",\"B.java:reset\",\"this.reset\",\"Order#total\",\"invented\",\"\"]";

        ItemReply.Valid reply = valid(read(answer("Adds.", "[]", related, "[]")));

        assertThat(reply.note()).isEqualTo("ungrounded");
        assertThat(reply.json())
                .contains(
                        "\"related\":[\"total\",\"`Order::total(int)`\",\"B.java:reset\",\"this.reset\",\"Order#total\"]");
    }

    @Test
    void whoKnowsNoSymbolsLeavesRelatedNamesAsTheyAre() {
        Map<String, ItemReply> replies =
                new ReplyReader(recipe).read(prompt, reply(answer("Adds.", "[]", "[\"invented\"]", "[]")));

        ItemReply.Valid valid = valid(replies.values().iterator().next());
        assertThat(valid.json()).contains("\"related\":[\"invented\"]");
        assertThat(valid.note()).isEmpty();
    }

    @Test
    void anAnswerRecordsTheContextThatWasShown() {
        assertThat(valid(read(answer("Adds.", "[]", "[]", "[]"))).json())
                .endsWith(",\"evidence\":[],\"context\":[\"called (by name): B.java:near: int near()\"]}");
        assertThat(valid(read(prompt(List.of()), answer("Adds.", "[]", "[]", "[]")))
                        .json())
                .endsWith(",\"context\":[]}");
    }

    @Test
    void aModelThatAddsAContextOfItsOwnDoesNotChangeTheRecord() {
        String forged = answer("Adds.", "[]", "[]", "[]") + ",\"context\":[\"forged\"]";

        assertThat(valid(read(forged)).json()).doesNotContain("forged").contains("B.java:near");
    }

    private String noteOf(String answer) {
        return valid(read(answer)).note();
    }

    private ItemReply read(String answer) {
        return read(prompt, answer);
    }

    private ItemReply read(Prompt asked, String answer) {
        return new ReplyReader(recipe, KNOWLEDGE)
                .read(asked, reply(asked, answer))
                .values()
                .iterator()
                .next();
    }

    private String reply(String answer) {
        return reply(prompt, answer);
    }

    private static String reply(Prompt asked, String answer) {
        return "{\"results\":[{\"id\":\"" + asked.items().keySet().iterator().next() + "\"," + answer + "}]}";
    }

    private static ItemReply.Valid valid(ItemReply reply) {
        assertThat(reply).isInstanceOf(ItemReply.Valid.class);
        return (ItemReply.Valid) reply;
    }

    private static String answer(String summary, String pitfalls, String related, String evidence) {
        return "\"summary\":\"" + summary + "\",\"pitfalls\":" + pitfalls + ",\"related\":" + related + ",\"evidence\":"
                + evidence;
    }

    private static String range(int from, int to) {
        return "[{\"from\":" + from + ",\"to\":" + to + "}]";
    }

    private Prompt prompt(List<ContextSpan> context) {
        return prompt(
                "int total(List lines) {\n    int sum = 0;\n    for (line : lines) sum += line.price();\n}", context);
    }

    private Prompt prompt(String text, List<ContextSpan> context) {
        Map<String, String> fields = Map.of("path", "A.java", "kind", "method", "text", text);
        ItemFactory factory = new ItemFactory(recipe, "m", Recipes.columns(recipe), record -> context);
        return new PromptRenderer(recipe)
                .render(List.of(factory.prepare(new SourceRecord(1, 1, fields)).item()));
    }
}
