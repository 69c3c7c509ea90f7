import com.sun.management.OperatingSystemMXBean;
import io.enricher.domain.ItemKey;
import io.enricher.embedding.NearestNeighbours;
import io.enricher.embedding.NumberedText;
import io.enricher.embedding.SymbolVectors;
import io.enricher.embedding.TextEmbedder;
import io.enricher.embedding.VectorStore;
import io.enricher.embedding.VectorTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * CPU time of the whole process for embedding what looks like symbols (methods, cut roughly out of the Java files of a
 * folder) and for the exact neighbours of random vectors: {@code java -cp ... bench/Embedding.java src/main 1000 10000}.
 */
final class Embedding {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Embedding() {}

    public static void main(String[] arguments) throws Exception {
        int symbols = Integer.parseInt(arguments[1]);
        List<NumberedText> texts = symbols(Path.of(arguments[0]), symbols);
        for (int round = 1; round <= 2; round++) {
            long before = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            try (SymbolVectors vectors =
                    new SymbolVectors(new Forgetful(), TextEmbedder::open, (done, embedded) -> {}, () -> false)) {
                vectors.of(texts.iterator()).orElseThrow();
            }
            double cpu = (PROCESS.getProcessCpuTime() - before) / 1e6;
            System.out.printf(
                    "%d symbols, loading included: %.1f ms CPU each, %.1f s wall%n",
                    texts.size(), cpu / texts.size(), (System.nanoTime() - start) / 1e9);
        }
        int rows = Integer.parseInt(arguments[2]);
        VectorTable table = randomVectors(rows);
        List<Long> numbers = LongStream.range(0, rows).boxed().toList();
        for (int round = 1; round <= 3; round++) {
            long before = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            int found = new NearestNeighbours(3, () -> false).find(table, numbers).orElseThrow().values().stream()
                    .mapToInt(List::size)
                    .sum();
            System.out.printf(
                    "exact neighbours of %d among %d: %.1f s CPU, %.1f s wall (%d found)%n",
                    rows,
                    rows,
                    (PROCESS.getProcessCpuTime() - before) / 1e9,
                    (System.nanoTime() - start) / 1e9,
                    found);
        }
    }

    /** Pieces between lines that end a member, in the order of the files. */
    private static List<NumberedText> symbols(Path folder, int most) throws IOException {
        List<NumberedText> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                for (String member : Files.readString(file).split("(?m)^    }$")) {
                    if (texts.size() < most && !member.isBlank()) {
                        texts.add(new NumberedText(texts.size(), member.strip()));
                    }
                }
            }
        }
        return texts;
    }

    /** In clusters of 50, as related symbols are; of length 1. */
    private static VectorTable randomVectors(int rows) {
        Random random = new Random(20261126);
        VectorTable.Builder table = new VectorTable.Builder();
        float[] centre = new float[TextEmbedder.DIMENSIONS];
        for (int row = 0; row < rows; row++) {
            float[] vector = new float[TextEmbedder.DIMENSIONS];
            double squares = 0;
            for (int d = 0; d < vector.length; d++) {
                centre[d] = row % 50 == 0 ? (float) random.nextGaussian() : centre[d];
                vector[d] = centre[d] + (float) random.nextGaussian();
                squares += vector[d] * vector[d];
            }
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) Math.sqrt(squares);
            }
            table.add(row, vector);
        }
        return table.build();
    }

    /** Has no vector and keeps none. */
    private static final class Forgetful implements VectorStore {

        @Override
        public Map<ItemKey, float[]> find(Collection<ItemKey> keys) {
            return Map.of();
        }

        @Override
        public void add(Map<ItemKey, float[]> vectors) {}
    }
}
