package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonSummaryTest {

    @TempDir
    Path folder;

    @Test
    void objectIsThatOfTheContract() {
        assertThat(new JsonSummary().render(SummaryRuns.withFailures()))
                .isEqualTo(
                        """
                        {
                          "status": "COMPLETED",
                          "exitCode": 3,
                          "executionId": 41,
                          "job": "enrich",
                          "recipe": "roadmap",
                          "provider": "openai",
                          "model": "gpt-5-nano",
                          "input": "/data/roadmap.csv",
                          "output": "/data/output/roadmap.enriched.csv",
                          "startedAt": "2026-11-20T02:00:00.125Z",
                          "durationMs": 72345,
                          "rows": {
                            "total": 150,
                            "cached": 50,
                            "enriched": 98,
                            "duplicates": 0,
                            "defaulted": 0,
                            "failed": 2,
                            "rejected": 0
                          },
                          "calls": {
                            "total": 11,
                            "ok": 9,
                            "throttled": 1,
                            "errors": 1,
                            "retries": 2,
                            "batch": 8,
                            "single": 3
                          },
                          "tokens": {
                            "input": 12000,
                            "cachedInput": 3000,
                            "output": 4500,
                            "reasoning": 1200
                          },
                          "cost": {
                            "estimatedUsd": 0.00151,
                            "actualUsd": 0.001204,
                            "savedByCacheUsd": 0.0006
                          },
                          "failures": [
                            {
                              "row": 17,
                              "line": 19,
                              "reason": "refused",
                              "message": "the model refused"
                            },
                            {
                              "row": 90,
                              "line": 104,
                              "reason": "missing_in_reply",
                              "message": ""
                            }
                          ]
                        }
                        """);
    }

    @Test
    void unknownCostIsNullAndTheProblemIsTold() {
        JsonNode json = read(new JsonSummary().render(SummaryRuns.stopped(ExitCode.FAILED, "over the \"limit\"")));

        assertThat(json.get("cost").get("actualUsd").isNull()).isTrue();
        assertThat(json.get("problem").asString()).isEqualTo("over the \"limit\"");
        assertThat(json.get("failures")).isEmpty();
    }

    @Test
    void smallAndRoundCostsArePlainNumbers() {
        assertThat(new JsonSummary().render(SummaryRuns.offline())).contains("\"actualUsd\": 0,");
    }

    @Test
    void firstThousandFailuresAreListed() {
        JsonNode json = read(new JsonSummary().render(SummaryRuns.withFailed(1_001, "m")));

        assertThat(json.get("failures")).hasSize(1_000);
        assertThat(json.get("rows").get("failed").asInt()).isEqualTo(1_001);
    }

    @Test
    void fileIsReplacedAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("x.summary.json"), "old and longer ".repeat(1_000));

        new JsonSummary().write(SummaryRuns.withFailures(), file);

        assertThat(file).hasContent(new JsonSummary().render(SummaryRuns.withFailures()));
        assertThat(folder.resolve("x.summary.json.part")).doesNotExist();
    }

    @Test
    void missingFolderIsMade() {
        Path file = folder.resolve("a/b/x.summary.json");

        new JsonSummary().write(SummaryRuns.withFailures(), file);

        assertThat(file).isRegularFile();
    }

    @Test
    void hostileTextIsWrittenAndReadBack() throws IOException {
        Path file = folder.resolve("x.summary.json");

        new JsonSummary().write(SummaryRuns.withFailed(1, "\u001B[31m\"\n\u0000</script> a\uD83D"), file);

        String message = read(Files.readString(file))
                .get("failures")
                .get(0)
                .get("message")
                .asString();
        assertThat(message).startsWith("\u001B[31m\"\n\u0000</script> a");
    }

    @Test
    void fileThatCannotBeReplacedIsNamed() throws IOException {
        Path file = folder.resolve("x.summary.json");
        Files.createDirectories(file.resolve("full"));

        assertThatThrownBy(() -> new JsonSummary().write(SummaryRuns.withFailures(), file))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write the summary " + file);
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
