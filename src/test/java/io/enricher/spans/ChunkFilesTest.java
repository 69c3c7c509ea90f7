package io.enricher.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkFilesTest {

    @TempDir
    private Path folder;

    @Test
    void theSameTreeIsCutOnceForAnOwner() {
        SourceFolder source = new SourceFolder(folder).with("a.py", "def a():\n    pass\n");

        ChunkFiles.Cut first = source.cut("one");
        ChunkFiles.Cut again = source.cut("one");

        assertThat(again).isEqualTo(first);
        assertThat(source.phases()).containsExactly("reading the source");
        assertThat(first.findings().symbols()).isEqualTo(1);
    }

    @Test
    void anotherStateOfTheTreeTakesThePlaceOfTheOldOne() throws IOException {
        SourceFolder source = new SourceFolder(folder).with("a.py", "def a():\n    pass\n");
        ChunkFiles.Cut old = source.cut("one");
        ChunkFiles.Cut others = source.cut("two");

        ChunkFiles.Cut changed = source.with("b.py", "def b():\n    pass\n").cut("one");

        assertThat(changed.identity()).isNotEqualTo(old.identity());
        assertThat(old.file()).doesNotExist();
        assertThat(others.file()).exists();
        assertThat(Files.readAllLines(changed.file())).hasSize(2);
    }

    @Test
    void chunksWithoutTheIdentifiersOfTheirFilesAreMadeAgain() throws IOException {
        SourceFolder source = new SourceFolder(folder).with("a.py", "LIMIT = 3\n\ndef a():\n    pass\n");
        ChunkFiles.Cut cut = source.cut("one");
        Path identifiers = cut.file().resolveSibling(cut.file().getFileName() + ".identifiers");
        Files.delete(identifiers);

        source.cut("one");

        assertThat(ChunkFiles.identifiersOf(cut.file()).contains("a.py", "LIMIT"))
                .isTrue();
        assertThat(ChunkFiles.identifiersOf(cut.file()).contains("a.py", "OTHER"))
                .isFalse();
    }

    @Test
    void chunksInUseAreNotTakenForThoseThatWereLeftBehind() throws IOException {
        SourceFolder source = new SourceFolder(folder).with("a.py", "def a():\n    pass\n");
        Path leftBehind = source.cut("gone").file();
        Path inUse = source.cut("one").file();
        try (Stream<Path> files = Files.list(folder.resolve("state/chunks"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
            }
        }

        source.cut("one");
        source.cut("another");

        assertThat(inUse).exists();
        assertThat(leftBehind).doesNotExist();
        assertThat(ChunkFiles.identifiersOf(inUse).contains("a.py", "a")).isTrue();
    }

    @Test
    void nothingIsLeftOfAnOwnerWhoNeedsNothingMore() throws IOException {
        SourceFolder source = new SourceFolder(folder).with("a.py", "def a():\n    pass\n");
        source.cut("one");

        source.chunkFiles().forget("one");

        try (Stream<Path> left = Files.list(folder.resolve("state/chunks"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aStopLeavesNoChunksThatLookWhole() {
        SourceFolder source =
                new SourceFolder(folder).with("a.py", "def a():\n    pass\n").stopped();

        assertThatThrownBy(() -> source.cut("one")).isInstanceOf(CancellationException.class);
    }

    @Test
    void aTreeOfEmptyFilesIsRefusedWithWhatWasFound() {
        SourceFolder source = new SourceFolder(folder).with("a.py", "\n\n");

        assertThatThrownBy(() -> source.cut("one"))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> assertThat(refusal.exitCode())
                        .isEqualTo(ExitCode.INPUT_MISSING))
                .hasMessageContaining("no source that can be read")
                .hasMessageContaining("include=");
    }
}
