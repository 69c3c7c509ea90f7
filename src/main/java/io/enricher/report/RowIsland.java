package io.enricher.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.core.JsonGenerator;

/** The rows of a page as columns, which pack better than objects. */
final class RowIsland {

    private RowIsland() {}

    static String write(RowTable table) {
        List<ReportRow> rows = table.embedded();
        List<String> reasons = table.reasons().stream().map(Reason::code).toList();
        return JsonIsland.write("rows", json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("number");
            rows.forEach(row -> json.writeNumber(row.number()));
            json.writeEndArray();
            numbers(json, "file", rows, ReportRow::file);
            numbers(json, "source", rows, row -> row.source().position());
            numbers(json, "reason", rows, row -> reasons.indexOf(row.reason()));
            texts(json, "note", rows, ReportRow::note);
            texts(json, "message", rows, ReportRow::message);
            texts(json, "model", rows, ReportRow::model);
            columns(json, "input", table.inputColumns(), rows, ReportRow::input);
            columns(json, "answer", table.answerColumns(), rows, ReportRow::answer);
            json.writeEndObject();
        });
    }

    private static void numbers(
            JsonGenerator json, String name, List<ReportRow> rows, ToIntFunction<ReportRow> number) {
        json.writeArrayPropertyStart(name);
        rows.forEach(row -> json.writeNumber(number.applyAsInt(row)));
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<ReportRow> rows, Function<ReportRow, String> text) {
        json.writeArrayPropertyStart(name);
        rows.forEach(row -> json.writeString(text.apply(row)));
        json.writeEndArray();
    }

    private static void columns(
            JsonGenerator json,
            String name,
            List<String> columns,
            List<ReportRow> rows,
            Function<ReportRow, Map<String, String>> cells) {
        json.writeArrayPropertyStart(name);
        for (String column : columns) {
            json.writeStartArray();
            rows.forEach(row -> json.writeString(cells.apply(row).getOrDefault(column, "")));
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
