package io.enricher.report;

import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.Failure;
import io.enricher.domain.RunSummary.InputFile;
import io.enricher.domain.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** A finished run as one JSON object; what is unknown is null. */
public final class JsonSummary {

    private static final int MOST_FAILURES = 1_000;

    /** The object, indented, with a line break at its end. */
    public String render(RunSummary run) {
        return IndentedJson.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", run.status());
            json.writeNumberProperty("exitCode", run.exitCode().code());
            json.writeNumberProperty("runId", run.runId());
            json.writeNumberProperty("executionId", run.executionId());
            json.writeStringProperty("job", run.job());
            json.writeStringProperty("recipe", run.recipe());
            json.writeStringProperty("provider", run.provider());
            json.writeStringProperty("model", run.model());
            json.writeStringProperty("input", run.input());
            json.writeStringProperty("output", run.output());
            writeFiles(json, run.files());
            json.writeStringProperty("startedAt", run.startedAt().toString());
            json.writeNumberProperty("durationMs", run.duration().toMillis());
            writeRows(json, run.rows());
            if (run.outstanding() > 0) {
                json.writeNumberProperty("outstanding", run.outstanding());
            }
            run.source().ifPresent(source -> writeSource(json, source, run.rows()));
            writeCalls(json, run.calls());
            writeBatchSizes(json, run.batchSizes());
            writeTokens(json, run.tokens());
            writeCost(json, run.cost());
            writeFailures(json, run);
            run.problem().ifPresent(problem -> json.writeStringProperty("problem", problem));
            run.reports().report().ifPresent(path -> json.writeStringProperty("report", path));
            writePartial(json, run.reports().partial());
            json.writeEndObject();
        });
    }

    private static void writeFiles(JsonGenerator json, List<InputFile> files) {
        if (files.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("files");
        for (InputFile file : files) {
            json.writeStartObject();
            json.writeStringProperty("input", file.input());
            json.writeStringProperty("output", file.output());
            file.rejected().ifPresent(path -> json.writeStringProperty("rejected", path));
            file.rows().ifPresent(rows -> writeRows(json, rows));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeRows(JsonGenerator json, RunSummary.Rows rows) {
        json.writeObjectPropertyStart("rows");
        json.writeNumberProperty("total", rows.total());
        json.writeNumberProperty("cached", rows.cached());
        json.writeNumberProperty("enriched", rows.enriched());
        json.writeNumberProperty("duplicates", rows.duplicates());
        json.writeNumberProperty("defaulted", rows.defaulted());
        json.writeNumberProperty("failed", rows.failed());
        json.writeNumberProperty("rejected", rows.rejected());
        json.writeEndObject();
    }

    private static void writeSource(JsonGenerator json, RunSummary.Source source, RunSummary.Rows rows) {
        long spans = rows.total() - rows.rejected();
        json.writeObjectPropertyStart("source");
        json.writeNumberProperty("files", source.files());
        json.writeNumberProperty("spans", spans);
        json.writeNumberProperty("changed", spans - rows.cached());
        writeCounts(json, "skipped", source.skipped());
        writeCounts(json, "fallbacks", source.fallbacks());
        json.writeEndObject();
    }

    private static void writeCounts(JsonGenerator json, String name, Map<String, Long> counts) {
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    static void writeCalls(JsonGenerator json, RunSummary.Calls calls) {
        json.writeObjectPropertyStart("calls");
        json.writeNumberProperty("total", calls.total());
        json.writeNumberProperty("ok", calls.ok());
        json.writeNumberProperty("throttled", calls.throttled());
        json.writeNumberProperty("errors", calls.errors());
        json.writeNumberProperty("aborted", calls.aborted());
        json.writeNumberProperty("retries", calls.retries());
        json.writeNumberProperty("batch", calls.batch());
        json.writeNumberProperty("single", calls.single());
        json.writeEndObject();
    }

    static void writeBatchSizes(JsonGenerator json, RunSummary.BatchSizes batchSizes) {
        if (!batchSizes.areWorthTelling()) {
            return;
        }
        json.writeObjectPropertyStart("batchSizes");
        json.writeArrayPropertyStart("sizes");
        for (RunSummary.BatchSizes.OfSize size : batchSizes.sizes()) {
            json.writeStartObject();
            json.writeNumberProperty("rows", size.rows());
            json.writeNumberProperty("calls", size.calls());
            json.writeNumberProperty("incomplete", size.incomplete());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("shrunk");
        batchSizes.shrunk().forEach((cause, times) -> json.writeNumberProperty(cause.code(), times));
        json.writeEndObject();
        json.writeEndObject();
    }

    static void writeTokens(JsonGenerator json, Usage tokens) {
        json.writeObjectPropertyStart("tokens");
        json.writeNumberProperty("input", tokens.input());
        json.writeNumberProperty("cachedInput", tokens.cachedInput());
        json.writeNumberProperty("output", tokens.output());
        json.writeNumberProperty("reasoning", tokens.reasoning());
        json.writeEndObject();
    }

    static void writeCost(JsonGenerator json, RunSummary.Cost cost) {
        json.writeObjectPropertyStart("cost");
        writeAmount(json, "estimatedUsd", cost.estimated());
        writeAmount(json, "actualUsd", cost.actual());
        if (cost.possiblyCharged().signum() > 0) {
            writeAmount(json, "possiblyChargedUsd", Optional.of(cost.possiblyCharged()));
        }
        writeAmount(json, "savedByCacheUsd", cost.saved());
        writeAmount(json, "savedByDuplicatesUsd", cost.savedByDuplicates());
        json.writeEndObject();
    }

    static void writeAmount(JsonGenerator json, String name, Optional<BigDecimal> amount) {
        amount.map(BigDecimal::stripTrailingZeros)
                .ifPresentOrElse(known -> json.writeNumberProperty(name, known), () -> json.writeNullProperty(name));
    }

    private static void writePartial(JsonGenerator json, List<String> partial) {
        if (partial.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("partialOutputs");
        partial.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeFailures(JsonGenerator json, RunSummary run) {
        json.writeArrayPropertyStart("failures");
        run.failures().stream().limit(MOST_FAILURES).forEach(failure -> writeFailure(json, failure, run));
        json.writeEndArray();
    }

    private static void writeFailure(JsonGenerator json, Failure failure, RunSummary run) {
        json.writeStartObject();
        run.fileOf(failure).ifPresent(file -> json.writeStringProperty("file", file.input()));
        json.writeNumberProperty("row", failure.place().row());
        json.writeNumberProperty("line", failure.place().line());
        json.writeStringProperty("reason", failure.reason().code());
        json.writeStringProperty("message", failure.message());
        json.writeEndObject();
    }
}
