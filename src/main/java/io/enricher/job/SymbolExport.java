package io.enricher.job;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.SourceRecord;
import io.enricher.output.JsonRecord;
import io.enricher.output.LinesFile;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what an estimate of source found, a JSON line for each symbol: its chunk, its vector, its neighbours, and who calls
 * it and what it calls.
 */
final class SymbolExport {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Vectors of length 1 with this many digits are the same for every use. */
    private static final double PRECISION = 1e5;

    private final EnrichRun run;

    SymbolExport(EnrichRun run) {
        this.run = run;
    }

    /** Beside the output of a run, which it never replaces. */
    Path target() {
        Path enriched = run.files().get(0).paths().enriched();
        String name = enriched.getFileName().toString();
        String stem = name.replaceFirst("(\\.enriched)?\\.[A-Za-z]+$", "");
        return enriched.resolveSibling(stem + ".symbols.jsonl");
    }

    /** @return how many symbols */
    long write() {
        Map<Long, List<ContextSpan>> contexts = run.spans().contextOfAll();
        long count = 0;
        try (LinesFile file = LinesFile.create(target());
                Stream<SourceRecord> chunks = run.input().records()) {
            for (SourceRecord chunk : (Iterable<SourceRecord>) chunks::iterator) {
                file.write(line(chunk, contexts.getOrDefault(chunk.number(), List.of())));
                count++;
            }
            file.publish();
        }
        return count;
    }

    private String line(SourceRecord chunk, List<ContextSpan> context) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            JsonRecord.write(chunk, column -> true, json);
            writeContext(json, "neighbours", context, ContextSpan.Relation.NEIGHBOUR);
            writeContext(json, "callers", context, ContextSpan.Relation.CALLER);
            writeContext(json, "called", context, ContextSpan.Relation.CALLED);
            writeVector(json, run.spans().vectorOf(chunk.number()));
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeContext(
            JsonGenerator json, String name, List<ContextSpan> context, ContextSpan.Relation relation) {
        json.writeArrayPropertyStart(name);
        context.stream().filter(span -> span.relation() == relation).forEach(span -> {
            json.writeStartObject();
            json.writeNumberProperty("row", span.number());
            json.writeStringProperty("symbol", span.label());
            if (relation == ContextSpan.Relation.NEIGHBOUR) {
                json.writeNumberProperty("similarity", Math.round(span.similarity() * 1e4) / 1e4);
            }
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    private static void writeVector(JsonGenerator json, Optional<float[]> vector) {
        if (vector.isEmpty()) {
            json.writeNullProperty("embedding");
            return;
        }
        json.writeArrayPropertyStart("embedding");
        for (float value : vector.get()) {
            json.writeNumber(Math.round(value * PRECISION) / PRECISION);
        }
        json.writeEndArray();
    }
}
