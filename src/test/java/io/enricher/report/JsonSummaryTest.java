package io.enricher.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ExitCode;
import io.enricher.domain.RunSummary;
import io.enricher.domain.RunSummary.BatchSizes;
import io.enricher.domain.RunSummary.BatchSizes.OfSize;
import io.enricher.domain.ShrinkCause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonSummaryTest {

    @Test
    void objectIsThatOfTheContract() {
        assertThat(new JsonSummary().render(SummaryRuns.withFailures()))
                .isEqualTo(
                        """
                        {
                          "status": "COMPLETED",
                          "exitCode": 3,
                          "runId": 7,
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
                            "aborted": 0,
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
                            "savedByCacheUsd": 0.0006,
                            "savedByDuplicatesUsd": 0.00002
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
    void hostileTextIsWrittenAndReadBack() {
        String hostile = "\u001B[31m\"\n\u0000</script> a\uD83D";

        String json = new JsonSummary().render(SummaryRuns.withFailed(1, hostile));

        assertThat(read(json).get("failures").get(0).get("message").asString()).isEqualTo(hostile);
    }

    @Test
    void runThatTheCapEndedNamesWhatIsDoneAndWhatMayHaveBeenCharged() {
        JsonNode json = read(new JsonSummary().render(SummaryRuns.capped()));

        assertThat(json.at("/cost/possiblyChargedUsd").decimalValue()).isEqualByComparingTo("0.0125");
        assertThat(json.at("/partialOutputs/0").asString()).isEqualTo("/data/output/roadmap.partial.enriched.csv");
        assertThat(json.at("/outstanding").asInt()).isEqualTo(128);
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Test
    void sizesOfPromptsAreThereIfThereWasMoreThanOne() {
        RunSummary run = SummaryRuns.withBatchSizes(
                new BatchSizes(List.of(new OfSize(20, 5, 3), new OfSize(10, 1, 0)), Map.of(ShrinkCause.CUT, 2L)));

        assertThat(JsonMapper.shared()
                        .readTree(new JsonSummary().render(run))
                        .path("batchSizes")
                        .toString())
                .isEqualTo("{\"sizes\":[{\"rows\":20,\"calls\":5,\"incomplete\":3},"
                        + "{\"rows\":10,\"calls\":1,\"incomplete\":0}],\"shrunk\":{\"cut\":2}}");
    }
}
