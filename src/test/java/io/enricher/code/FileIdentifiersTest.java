package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIdentifiersTest {

    @TempDir
    private Path folder;

    @Test
    void fileHasWhatWasAddedToItAndNothingElse() {
        FileIdentifiers identifiers = new FileIdentifiers();

        identifiers.add("a.py", "def run(): save()");
        identifiers.add("a.py", "late = 1");
        identifiers.add("b.py", "other");
        identifiers.add("a.php", "$total = 1;");

        assertThat(identifiers.contains("a.php", "total")).isTrue();
        assertThat(Stream.of("run", "save", "late")).allMatch(name -> identifiers.contains("a.py", name));
        assertThat(identifiers.contains("a.py", "other")).isFalse();
        assertThat(identifiers.contains("c.py", "run")).isFalse();
    }

    @Test
    void sideFileGivesBackWhatWasWritten() throws IOException {
        Path file = folder.resolve("identifiers");
        FileIdentifiers written = new FileIdentifiers();
        written.add("ä/\n.py", "def run(): größe");
        written.add("empty.py", "");
        Files.writeString(file, "older");

        written.write(file);
        FileIdentifiers read = FileIdentifiers.read(file);

        assertThat(read.contains("ä/\n.py", "größe")).isTrue();
        assertThat(read.contains("ä/\n.py", "save")).isFalse();
        assertThat(read.contains("empty.py", "run")).isFalse();
        assertThat(folder.toFile().list()).containsExactly("identifiers");
    }

    @Test
    void fileThatWasCutOrChangedAnywhereIsRefused() throws IOException {
        Path file = folder.resolve("identifiers");
        FileIdentifiers written = new FileIdentifiers();
        written.add("a.py", "def run(): save()");
        written.write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x40;
            refuses(file, changed);
            refuses(file, Arrays.copyOf(whole, i));
        }
    }

    private static void refuses(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> FileIdentifiers.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete it");
    }
}
