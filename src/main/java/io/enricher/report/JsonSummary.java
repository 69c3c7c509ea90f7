package io.enricher.report;

import io.enricher.domain.OutputException;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A finished run as one JSON object; what is unknown is null. */
public final class JsonSummary {

    private static final int MOST_FAILURES = 1_000;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final ObjectWriter PRETTY = MAPPER.writer().with(prettyPrinter());

    /**
     * Puts the summary in the file's place in one atomic move.
     *
     * @throws OutputException if that fails; the file is then as it was
     */
    public void write(RunSummary run, Path file) {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
        try {
            Files.createDirectories(part.resolveSibling(".").normalize());
            // getBytes, unlike writeString, takes an unpaired surrogate.
            Files.write(part, render(run).getBytes(StandardCharsets.UTF_8));
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write the summary " + file + ": " + e.getMessage()
                            + "; make its place writable, then start again",
                    e);
        }
    }

    /** The object, indented, with a line break at its end. */
    public String render(RunSummary run) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("status", run.status());
        json.put("exitCode", run.exitCode().code());
        json.put("executionId", run.executionId());
        json.put("job", run.job());
        json.put("recipe", run.recipe());
        json.put("provider", run.provider());
        json.put("model", run.model());
        json.put("input", run.input());
        json.put("output", run.output());
        json.put("startedAt", run.startedAt().toString());
        json.put("durationMs", run.duration().toMillis());
        addRows(json.putObject("rows"), run.rows());
        addCalls(json.putObject("calls"), run.calls());
        addTokens(json.putObject("tokens"), run);
        addCost(json.putObject("cost"), run.cost());
        addFailures(json.putArray("failures"), run);
        run.problem().ifPresent(problem -> json.put("problem", problem));
        return PRETTY.writeValueAsString(json) + "\n";
    }

    private static void addRows(ObjectNode json, RunSummary.Rows rows) {
        json.put("total", rows.total());
        json.put("cached", rows.cached());
        json.put("enriched", rows.enriched());
        json.put("duplicates", rows.duplicates());
        json.put("defaulted", rows.defaulted());
        json.put("failed", rows.failed());
        json.put("rejected", rows.rejected());
    }

    private static void addCalls(ObjectNode json, RunSummary.Calls calls) {
        json.put("total", calls.total());
        json.put("ok", calls.ok());
        json.put("throttled", calls.throttled());
        json.put("errors", calls.errors());
        json.put("retries", calls.retries());
        json.put("batch", calls.batch());
        json.put("single", calls.single());
    }

    private static void addTokens(ObjectNode json, RunSummary run) {
        json.put("input", run.tokens().input());
        json.put("cachedInput", run.tokens().cachedInput());
        json.put("output", run.tokens().output());
        json.put("reasoning", run.tokens().reasoning());
    }

    private static void addCost(ObjectNode json, RunSummary.Cost cost) {
        putAmount(json, "estimatedUsd", cost.estimated());
        putAmount(json, "actualUsd", cost.actual());
        putAmount(json, "savedByCacheUsd", cost.saved());
    }

    private static void putAmount(ObjectNode json, String name, Optional<BigDecimal> amount) {
        amount.map(BigDecimal::stripTrailingZeros)
                .ifPresentOrElse(known -> json.put(name, known), () -> json.putNull(name));
    }

    private static void addFailures(ArrayNode json, RunSummary run) {
        run.failures().stream().limit(MOST_FAILURES).forEach(failure -> addFailure(json.addObject(), failure));
    }

    private static void addFailure(ObjectNode json, Failure failure) {
        json.put("row", failure.row());
        json.put("line", failure.line());
        json.put("reason", failure.reason().code());
        json.put("message", failure.message());
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}
