package io.enricher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.code.Fallback;
import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChunkFileTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private Path root;
    private Path target;

    @BeforeEach
    void places() throws IOException {
        root = Files.createDirectories(folder.resolve("tree"));
        target = folder.resolve("state").resolve("tree.chunks.jsonl");
    }

    private ChunkFile.Result write() {
        try (SourceSnapshot snapshot = Trees.snapshot(Trees.folder(root))) {
            return ChunkFile.write(snapshot, target, (path, text) -> {}, SplitProgress.NONE, () -> false);
        }
    }

    @Test
    void aLineHasAllColumnsInTheirOrder() throws IOException {
        Trees.write(
                root,
                "src/A.java",
                """
                /** Adds. */
                class A {
                    static int add(int a, int b) {
                        return sum(a, b);
                    }
                }
                """);

        write();

        List<String> lines = Files.readAllLines(target);
        JsonNode method = JSON.readTree(lines.get(1));
        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(
                        JSON.readTree(line).propertyNames())
                .containsExactlyElementsOf(ChunkFile.COLUMNS));
        assertThat(method.get("path").asString()).isEqualTo("src/A.java");
        assertThat(method.get("language").asString()).isEqualTo("java");
        assertThat(method.get("kind").asString()).isEqualTo("method");
        assertThat(method.get("qualifiedName").asString()).isEqualTo("A.add");
        assertThat(method.get("startLine").asInt()).isEqualTo(3);
        assertThat(method.get("endLine").asInt()).isEqualTo(5);
        assertThat(method.get("modifiers").get(0).asString()).isEqualTo("static");
        assertThat(method.get("textLines").isNull()).isTrue();
    }

    @Test
    void everyFileIsAccountedFor() throws IOException {
        Trees.write(root, "a.py", "def a():\n    pass\n");
        Trees.write(root, "b.sh", "echo\n");
        Trees.write(root, "c.py", "x = 1\n");
        Trees.write(root, "empty.py", "");
        Trees.write(root, "d.md", "x\n");

        ChunkFile.Result result = write();

        assertThat(result.files()).isEqualTo(4);
        assertThat(result.symbols()).isEqualTo(3);
        assertThat(result.skipped().text()).isEqualTo("1 other_kind");
        assertThat(result.fallbacks())
                .containsOnlyKeys(Fallback.Reason.OTHER_LANGUAGE, Fallback.Reason.NO_SYMBOLS)
                .containsValue(1L);
        assertThat(ChunkFile.open(target)).contains(result);
    }

    @Test
    void aThousandFilesKeepTheOrderOfTheirPaths() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            // Every tenth takes longer, so that the threads overtake each other.
            String function = "def f%d():\n    return %d\n".formatted(i, i);
            Trees.write(root, "p%d/f%03d.py".formatted(i % 7, i), i % 10 == 0 ? function.repeat(50) : function);
        }
        List<String> told = new ArrayList<>();
        List<Long> progress = new ArrayList<>();

        ChunkFile.Result result;
        try (SourceSnapshot snapshot = Trees.snapshot(Trees.folder(root))) {
            result = ChunkFile.write(
                    snapshot,
                    target,
                    (path, text) -> told.add(path),
                    (files, symbols) -> progress.add(files),
                    () -> false);
        }

        List<String> paths = Files.readAllLines(target).stream()
                .map(line -> JSON.readTree(line).get("path").asString())
                .toList();
        assertThat(result.files()).isEqualTo(1_000);
        assertThat(paths).isSorted().hasSize(900 + 100 * 50);
        assertThat(told).isEqualTo(paths.stream().distinct().toList());
        assertThat(progress).hasSize(1_000).isSorted().endsWith(1_000L);
    }

    @Test
    void aStopInTheMiddleLeavesNoTarget() throws IOException {
        for (int i = 0; i < 200; i++) {
            Trees.write(root, "f%03d.py".formatted(i), "def f():\n    pass\n");
        }
        write();
        AtomicInteger asked = new AtomicInteger();

        try (SourceSnapshot snapshot = Trees.snapshot(Trees.folder(root))) {
            assertThatThrownBy(() -> ChunkFile.write(
                            snapshot,
                            target,
                            (path, text) -> {},
                            SplitProgress.NONE,
                            () -> asked.incrementAndGet() > 100))
                    .isInstanceOf(CancellationException.class);
        }

        assertThat(ChunkFile.open(target)).isEmpty();
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotWholeIsNotOpened() throws IOException {
        Trees.write(root, "a.py", "def a():\n    pass\n");
        write();
        byte[] whole = Files.readAllBytes(target);

        Files.write(target, Arrays.copyOf(whole, whole.length - 1));
        assertThat(ChunkFile.open(target)).isEmpty();

        Files.write(target, whole);
        assertThat(ChunkFile.open(target)).isPresent();

        Files.writeString(target.resolveSibling(target.getFileName() + ".counts.json"), "{\"files\":1}");
        assertThat(ChunkFile.open(target)).isEmpty();
        assertThat(ChunkFile.open(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void anOlderFileThatCannotBeRemovedIsToldWithItsPlaceAndACure() throws IOException {
        Trees.write(root, "a.py", "x = 1\n");
        Files.createDirectories(target.resolve("not empty"));

        assertThatThrownBy(this::write)
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining("--enricher.state-dir=");
    }
}
