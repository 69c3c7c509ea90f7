package io.enricher.embedding;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The tokenizer of Hugging Face with the same model file, which ours is compared with. */
final class ReferenceTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;

    private ReferenceTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    static ReferenceTokenizer cuttingAt(int mostTokens) {
        // The natives are in the jar; without this, the library would look for others in the network.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", Path.of("target", "djl").toString());
        Map<String, String> options =
                Map.of("maxLength", Integer.toString(mostTokens), "truncation", "true", "padding", "false");
        try (InputStream file = ReferenceTokenizer.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            return new ReferenceTokenizer(HuggingFaceTokenizer.newInstance(file, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long[] tokenize(String text) {
        return tokenizer.encode(text).getIds();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
