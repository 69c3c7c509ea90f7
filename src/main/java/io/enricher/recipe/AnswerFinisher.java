package io.enricher.recipe;

import io.enricher.domain.SourceRecord;
import io.enricher.domain.UnicodeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what is written of a row out of its answer, or out of the lack of one: see {@link Finish}. Safe for use by many
 * threads.
 */
public final class AnswerFinisher {

    static final String CUT = "...";

    /** The column of chunk records with the line in the file of each line of a text that leaves some out. */
    private static final String TEXT_LINES = "textLines";

    private final Finish finish;
    private final List<String> answerFields;
    private final Map<String, FieldPath> columns;
    private final Optional<String> evidence;

    /** @param columns recipe field to input column, as {@link ColumnMapping} found them */
    public AnswerFinisher(Recipe recipe, Map<String, String> columns) {
        this.finish = recipe.finish();
        this.answerFields = finish.defaults().isEmpty() ? List.of() : recipe.answerFields();
        this.columns = FieldPath.all(columns);
        this.evidence = recipe.span().flatMap(SpanRules::evidence);
    }

    /** The answer as it is written, as a JSON object; lines of the item's text have become lines of its file. */
    public String finish(SourceRecord record, String answer) {
        if (evidence.isEmpty()
                && finish.maxLength().isEmpty()
                && finish.derived().isEmpty()) {
            return answer;
        }
        ObjectNode finished = (ObjectNode) JsonText.read(answer);
        evidence.ifPresent(field -> finished.set(field, linesOf(record).inFile(finished.path(field))));
        finish.maxLength().forEach((field, length) -> cut(finished, field, length));
        finish.derived().forEach((field, template) -> finished.put(field, render(template, finished, record)));
        return JsonText.write(finished);
    }

    /** What is written of a row that has no answer; empty if the recipe has no defaults. */
    public Optional<String> withoutAnswer(SourceRecord record) {
        if (finish.defaults().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        for (String field : answerFields) {
            written.set(field, valueFor(finish.defaults().getOrDefault(field, "null"), record));
        }
        finish.derived().forEach((field, template) -> {
            String own = finish.defaults().get(field);
            written.set(field, own == null ? text(render(template, written, record)) : valueFor(own, record));
        });
        return Optional.of(JsonText.write(written));
    }

    private FileLines linesOf(SourceRecord record) {
        return FileLines.of(
                inputOf(record, InputField.START_LINE), record.fields().getOrDefault(TEXT_LINES, ""));
    }

    private String render(String template, ObjectNode answer, SourceRecord record) {
        return new Template(template)
                .render(name -> answer.has(name) ? textOf(answer.path(name)) : inputOf(record, name));
    }

    private JsonNode valueFor(String json, SourceRecord record) {
        JsonNode value = JsonText.read(json);
        return value.isString() ? text(new Template(value.stringValue()).render(name -> inputOf(record, name))) : value;
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    private String inputOf(SourceRecord record, String field) {
        FieldPath column = columns.get(field);
        return column == null ? "" : column.in(record);
    }

    private static void cut(ObjectNode answer, String field, int length) {
        String text = answer.path(field).asString("");
        if (text.length() > length) {
            answer.put(
                    field,
                    UnicodeText.head(text, Math.max(0, length - CUT.length())).stripTrailing() + CUT);
        }
    }

    private static String textOf(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "" : JsonText.write(value);
    }
}
