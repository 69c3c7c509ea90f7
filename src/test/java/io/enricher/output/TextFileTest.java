package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @TempDir
    Path folder;

    @Test
    void fileIsReplacedAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("x.summary.json"), "old and longer ".repeat(1_000));

        TextFile.write(file, "new – äöü\n");

        assertThat(file).content().isEqualTo("new – äöü\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void missingFolderIsMade() {
        Path file = folder.resolve("a/b/x.summary.json");

        TextFile.write(file, "text");

        assertThat(file).hasContent("text");
    }

    @Test
    void aSymbolicLinkStaysAndItsFileIsReplaced() throws IOException {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("x.summary.json"), real);

        TextFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void anUnpairedSurrogateIsReplaced() {
        Path file = folder.resolve("x.summary.json");

        TextFile.write(file, "a\uD83D\n");

        assertThat(file).content().isEqualTo("a\uFFFD\n");
    }

    @Test
    void fileThatCannotBeReplacedIsNamedAndNoPartOfItIsLeft() throws IOException {
        Path file = folder.resolve("x.summary.json");
        Files.createDirectories(file.resolve("full"));

        assertThatThrownBy(() -> TextFile.write(file, "text"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot replace " + file)
                .hasMessageContaining("start again");

        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
