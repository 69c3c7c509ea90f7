package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIdentityTest {

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void writeAnInput() throws IOException {
        input = Files.writeString(folder.resolve("rows.csv"), "topic,title\none,uno\ntwo,due\n");
        Files.setLastModifiedTime(input, FileTime.from(Instant.parse("2026-11-01T10:00:00Z")));
    }

    @Test
    void theSameStartIsTheSameRun() {
        assertThat(identity(Requests.of(input)).hash())
                .isEqualTo(identity(Requests.of(input)).hash());
    }

    @Test
    void theOrderInWhichPartsWereGatheredDoesNotMatter() {
        Map<String, String> oneWay = new LinkedHashMap<>();
        oneWay.put("a", "1");
        oneWay.put("b", "2");
        Map<String, String> otherWay = new LinkedHashMap<>();
        otherWay.put("b", "2");
        otherWay.put("a", "1");

        assertThat(new RunIdentity(oneWay).hash()).isEqualTo(new RunIdentity(otherWay).hash());
    }

    @Test
    void threadsLimitsAndTheCapAreNoPartOfIt() {
        RunIdentity usual = identity(Requests.of(input));
        RunIdentity faster = identity(
                Requests.of(input), "enricher.concurrency=64", "enricher.max-cost=99", "enricher.failure-limit=50%");

        assertThat(faster.changesSince(usual)).isEmpty();
        assertThat(faster.hash()).isEqualTo(usual.hash());
    }

    @Test
    void aRefreshIsAnotherRun() {
        RunIdentity before = identity(Requests.of(input));

        RunIdentity refresh = identity(Requests.of(input, "refresh=true"));

        assertThat(refresh.changesSince(before)).extracting(RunChange::text).containsExactly("refresh none -> true");
        assertThat(refresh.hash()).isNotEqualTo(before.hash());
    }

    @Test
    void anOutputForSpreadsheetsIsAnotherRunAndAStreamIsNot() {
        RunIdentity before = identity(Requests.of(input));

        RunIdentity excel = identity(Requests.of(input, "excel=true"));
        RunIdentity streaming = identity(Requests.of(input, "stream=" + input.resolveSibling("rows.live.jsonl")));

        assertThat(excel.changesSince(before)).extracting(RunChange::text).containsExactly("excel none -> true");
        assertThat(excel.hash()).isNotEqualTo(before.hash());
        assertThat(streaming.hash()).isEqualTo(before.hash());
    }

    @Test
    void aFileThatWasTouchedOrGrewIsAnotherRunAndSaysSo() throws IOException {
        RunIdentity before = identity(Requests.of(input));
        Files.setLastModifiedTime(input, FileTime.from(Instant.parse("2026-11-02T10:00:00Z")));

        RunIdentity after = identity(Requests.of(input));

        assertThat(after.hash()).isNotEqualTo(before.hash());
        assertThat(after.changesSince(before))
                .singleElement()
                .extracting(RunChange::text)
                .asString()
                .startsWith("input size and time ")
                .contains("2026-11-01T10:00:00Z -> ", "2026-11-02T10:00:00Z");
    }

    @Test
    void anotherModelMappingOrSelectionIsNamedWithBothValues() {
        RunIdentity before = identity(Requests.of(input), "enricher.provider=openai", "enricher.model=a");

        RunIdentity after = identity(
                Requests.of(input, "map.topic=title", "limit=1", "prefix=ai_"),
                "enricher.provider=openai",
                "enricher.model=b");

        assertThat(after.changesSince(before))
                .extracting(RunChange::text)
                .contains(
                        "limit none -> 1",
                        "prefix none -> ai_",
                        "model a -> b",
                        "columns {topic=topic} -> {topic=title}");
    }

    @Test
    void longValuesAreToldInBrief() {
        RunIdentity before = new RunIdentity(Map.of("output", "a".repeat(64), "recipe text", "a".repeat(64)));
        RunIdentity after = new RunIdentity(Map.of("output", "b".repeat(64), "recipe text", "b".repeat(64)));

        assertThat(after.changesSince(before))
                .extracting(RunChange::text)
                .containsExactly(
                        "output aaaaaaaaaaaa… -> bbbbbbbbbbbb…",
                        "recipe text (its instruction, labels, fields or answer)");
    }

    private static RunIdentity identity(RunRequest request, String... settings) {
        PreparedInput prepared = Requests.prepared(request);
        ProviderChoice provider = new ProviderSelection(
                        Settings.of(settings), name -> Map.of("OPENAI_API_KEY", "sk-test").entrySet().stream()
                                .filter(variable -> variable.getKey().equals(name))
                                .map(Map.Entry::getValue)
                                .findFirst())
                .choose(request, prepared.recipe(), () -> false);
        return RunIdentity.of(request, prepared, provider);
    }
}
