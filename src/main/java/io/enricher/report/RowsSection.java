package io.enricher.report;

import io.enricher.domain.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/** The table of rows with its filters, and what the answers say together. */
final class RowsSection {

    private final RowTable rows;
    private final List<ReportRow> embedded;
    private final List<Distribution> distributions;
    private final String output;

    /** @param output name of the output */
    RowsSection(RowTable rows, String output) {
        this.rows = rows;
        this.embedded = rows.embedded();
        this.distributions = rows.distributions();
        this.output = output;
    }

    private record Chip(int source, String name, String count) {}

    private record Facet(int number, String column, List<Option> options, String bars) {}

    private record Option(int value, String name) {}

    void addTo(Map<String, Object> values) {
        values.put("hasRows", !embedded.isEmpty());
        values.put("rowsNote", note());
        values.put(
                "chips",
                RowSource.ALL.stream()
                        .map(this::chip)
                        .filter(chip -> !chip.count().equals("0"))
                        .toList());
        values.put("facets", facets());
    }

    private Chip chip(RowSource source) {
        long count = embedded.stream().filter(row -> row.source() == source).count();
        return new Chip(source.position(), source.code(), Amounts.count(count));
    }

    private List<Facet> facets() {
        List<Facet> facets = new ArrayList<>();
        for (int i = 0; i < distributions.size(); i++) {
            List<String> names = distributions.get(i).values();
            List<Option> options = IntStream.range(0, names.size())
                    .mapToObj(value -> new Option(value, names.get(value)))
                    .toList();
            facets.add(new Facet(i, distributions.get(i).column(), options, AnswerBars.draw(i, distributions.get(i))));
        }
        return facets;
    }

    private String note() {
        if (!rows.missing().isEmpty()) {
            return rows.missing();
        }
        if (embedded.size() == rows.rows()) {
            return "";
        }
        return "This page holds " + Amounts.count(embedded.size()) + " of "
                + Amounts.count(rows.rows(), "row", "rows") + ": "
                + (rows.hasAllToLookAt()
                        ? "all that failed or are flagged, and an even sample of the others"
                        : "an even sample of those that failed or are flagged")
                + ". All are in " + output + ".";
    }

    /** Names that the page's data refers to by their places. */
    void write(JsonGenerator json) {
        json.writeStringProperty("name", stemOf(output));
        strings(json, "files", rows.files());
        strings(json, "sources", RowSource.ALL.stream().map(RowSource::code).toList());
        strings(json, "reasons", rows.reasons().stream().map(Reason::code).toList());
        strings(json, "input", rows.inputColumns());
        strings(json, "answer", rows.answerColumns());
        json.writeArrayPropertyStart("facets");
        for (Distribution distribution : distributions) {
            json.writeStartObject();
            json.writeNumberProperty("column", rows.answerColumns().indexOf(distribution.column()));
            strings(json, "values", distribution.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String stemOf(String fileName) {
        int dot = fileName.indexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
