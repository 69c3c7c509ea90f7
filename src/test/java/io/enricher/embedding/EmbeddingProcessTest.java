package io.enricher.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the model's runtime says, and how it fares where it cannot be loaded: each in a process of its own. */
@Timeout(120)
class EmbeddingProcessTest {

    @TempDir
    Path folder;

    @Test
    void nothingButTheVectorIsPrinted() throws Exception {
        assertThat(run(List.of())).isEqualTo("384 values\n");
    }

    @Test
    void theVersionIsKnownWithoutTheRuntime() throws Exception {
        assertThat(run(List.of("-Djava.io.tmpdir=" + folder.resolve("missing"), "-Dversion=true")))
                .isEqualTo(TextEmbedder.version() + "\n");
    }

    @Test
    void unknownProcessorGivesAMessage() throws Exception {
        assertThat(run(List.of("-Dos.arch=mips")))
                .startsWith("the embedding model cannot be loaded on Linux mips (")
                .contains("-Djava.io.tmpdir=DIR")
                .doesNotContain("\tat ");
    }

    @Test
    void unusableTemporaryDirectoryGivesAMessage() throws Exception {
        assertThat(run(List.of("-Djava.io.tmpdir=" + folder.resolve("missing"))))
                .startsWith("the embedding model cannot be loaded on ")
                .contains("missing", "-Djava.io.tmpdir=DIR")
                .doesNotContain("\tat ");
    }

    private String run(List<String> options) throws IOException, InterruptedException {
        return ChildJvm.run(folder.resolve("output"), options, OneText.class);
    }

    /** Embeds one text, or says why it cannot. */
    static final class OneText {

        private OneText() {}

        public static void main(String[] arguments) {
            if (Boolean.getBoolean("version")) {
                System.out.println(TextEmbedder.version());
                return;
            }
            try (TextEmbedder embedder = TextEmbedder.open()) {
                System.out.println(embedder.embed("text").length + " values");
            } catch (EmbeddingUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
