package io.enricher.report;

import io.enricher.domain.LedgerCall;
import io.enricher.domain.ModelCall;
import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import io.enricher.domain.RunStory.Execution;
import io.enricher.domain.RunSummary.Failure;
import io.enricher.domain.ShrinkCause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;

/** What the history knows as JSON, in whole values; what is unknown is null. */
public final class JsonHistory {

    /** An array of runs. */
    public String render(List<PastRun> runs) {
        return IndentedJson.write(json -> {
            json.writeStartArray();
            for (PastRun run : runs) {
                json.writeStartObject();
                writeRun(json, run);
                json.writeNumberProperty("calls", run.calls());
                JsonSummary.writeAmount(json, "costUsd", run.costUsd());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** One run, an object. */
    public String render(RunStory story) {
        return IndentedJson.write(json -> {
            json.writeStartObject();
            writeRun(json, story.run());
            writeText(json, "problem", story.problem());
            JsonSummary.writeCalls(json, story.calls());
            JsonSummary.writeBatchSizes(json, story.batchSizes());
            JsonSummary.writeTokens(json, story.tokens());
            JsonSummary.writeCost(json, story.cost());
            writeExecutions(json, story.executions());
            writeFailures(json, story.failures());
            json.writeArrayPropertyStart("keptReplies");
            story.keptReplies().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeObjectPropertyStart("identity");
            story.identity().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeObjectPropertyStart("files");
            story.files().forEach(json::writeStringProperty);
            json.writeEndObject();
            story.laterRun()
                    .ifPresentOrElse(
                            later -> json.writeNumberProperty("laterRun", later),
                            () -> json.writeNullProperty("laterRun"));
            json.writeBooleanProperty("unfinished", story.command().effect() == RunStory.Effect.CONTINUES);
            json.writeStringProperty("command", story.command().line());
            json.writeEndObject();
        });
    }

    /** One call, an object. */
    public String render(LedgerCall call) {
        return IndentedJson.write(json -> {
            ModelCall made = call.prompt().made();
            json.writeStartObject();
            json.writeNumberProperty("call", call.id());
            json.writeNumberProperty("run", call.runId());
            json.writeStringProperty("token", call.token());
            json.writeStringProperty("status", made.status());
            writeNumber(json, "httpStatus", made.httpStatus());
            json.writeStringProperty("finishReason", made.finishReason());
            json.writeStringProperty("startedAt", made.startedAt().toString());
            json.writeNumberProperty("durationMs", made.duration().toMillis());
            json.writeNumberProperty("waitMs", made.waited().toMillis());
            json.writeNumberProperty("inFlight", made.inFlight());
            json.writeNumberProperty("attempt", made.attempt());
            json.writeNumberProperty("items", made.items());
            writeNumber(json, "answered", call.answered());
            writeNumber(json, "batchSize", call.prompt().batchSize());
            writeText(json, "shrunkBy", call.prompt().shrunkBy().map(ShrinkCause::code));
            JsonSummary.writeTokens(json, made.usage());
            JsonSummary.writeAmount(json, "costUsd", made.costUsd());
            writeText(json, "reply", call.reply());
            json.writeEndObject();
        });
    }

    private static void writeRun(JsonGenerator json, PastRun run) {
        json.writeNumberProperty("id", run.id());
        json.writeStringProperty("job", run.job());
        json.writeStringProperty("status", run.status());
        writeNumber(json, "exitCode", run.exitCode());
        json.writeStringProperty("recipe", run.recipe());
        json.writeStringProperty("provider", run.provider());
        json.writeStringProperty("model", run.model());
        json.writeStringProperty("input", run.input());
        json.writeStringProperty("output", run.output());
        json.writeStringProperty("startedAt", run.startedAt().toString());
        writeText(json, "endedAt", run.endedAt().map(Instant::toString));
        json.writeNumberProperty("durationMs", run.duration().toMillis());
        JsonSummary.writeRows(json, run.rows());
    }

    private static void writeExecutions(JsonGenerator json, List<Execution> executions) {
        json.writeArrayPropertyStart("executions");
        for (Execution execution : executions) {
            json.writeStartObject();
            json.writeNumberProperty("executionId", execution.id());
            json.writeStringProperty("status", execution.status());
            writeText(json, "startedAt", execution.startedAt().map(Instant::toString));
            writeText(json, "endedAt", execution.endedAt().map(Instant::toString));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFailures(JsonGenerator json, List<Failure> failures) {
        json.writeArrayPropertyStart("failures");
        for (Failure failure : failures) {
            json.writeStartObject();
            json.writeNumberProperty("file", failure.place().file() + 1);
            json.writeNumberProperty("row", failure.place().row());
            json.writeNumberProperty("line", failure.place().line());
            json.writeStringProperty("reason", failure.reason().code());
            json.writeStringProperty("message", failure.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeText(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresentOrElse(known -> json.writeStringProperty(name, known), () -> json.writeNullProperty(name));
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalInt number) {
        if (number.isPresent()) {
            json.writeNumberProperty(name, number.getAsInt());
        } else {
            json.writeNullProperty(name);
        }
    }
}
