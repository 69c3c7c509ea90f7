package io.enricher.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** all-MiniLM-L6-v2, quantised, on ONNX Runtime: one session, in which each calling thread computes its own text. */
final class MiniLmEmbedder implements TextEmbedder {

    /** The model was trained on as many; twice the 128 of its tokenizer file, which cut a third of all symbols. */
    static final int MOST_TOKENS = 256;

    /** Written out, as asking the runtime would load it; a test holds it. */
    static final String VERSION = "all-minilm-l6-v2-q 1.20.0-beta30, onnxruntime 1.23.2, 256 tokens";

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieceTokenizer tokenizer;

    private MiniLmEmbedder(OrtEnvironment environment, OrtSession session, WordPieceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    static MiniLmEmbedder load() throws EmbeddingUnavailableException {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "enricher");
            // Only the one for Windows has any.
            environment.setTelemetry(false);
            return new MiniLmEmbedder(
                    environment, session(environment), new WordPieceTokenizer(Vocabulary.bundled(), MOST_TOKENS));
        } catch (LinkageError | RuntimeException | OrtException | IOException e) {
            throw new EmbeddingUnavailableException(message(root(e)), e);
        }
    }

    private static OrtSession session(OrtEnvironment environment) throws OrtException, IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream model =
                        Objects.requireNonNull(MiniLmEmbedder.class.getResourceAsStream(MODEL), "no " + MODEL)) {
            // A second thread per text doubled the CPU time and gained nothing (measured 2026-11): callers are the
            // threads.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return environment.createSession(model.readAllBytes(), options);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String message(Throwable root) {
        return "the embedding model cannot be loaded on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " (" + root + "). It runs on Linux with glibc 2.27 or later, on macOS"
                + " and on Windows, and needs a temporary directory that allows programs: -Djava.io.tmpdir=DIR";
    }

    @Override
    public float[] embed(String text) {
        long[] tokens = tokenizer.tokenize(text);
        if (tokens.length == 2) {
            return new float[DIMENSIONS];
        }
        return normalised(sum(tokens));
    }

    /** One text per call: in a batch, the scales of the quantised model depend on the other texts. */
    private float[] sum(long[] tokens) {
        long[] shape = {1, tokens.length};
        long[] ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return sumOfRows(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed on " + tokens.length + " tokens", e);
        }
    }

    private static float[] sumOfRows(FloatBuffer rows, int count) {
        float[] sum = new float[DIMENSIONS];
        float[] row = new float[DIMENSIONS];
        for (int i = 0; i < count; i++) {
            rows.get(row);
            for (int d = 0; d < DIMENSIONS; d++) {
                sum[d] += row[d];
            }
        }
        return sum;
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int d = 0; d < vector.length; d++) {
            vector[d] *= scale;
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model was closed before", e);
        }
    }
}
