import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes JSON lines of few, long rows: {@code java bench/LongRows.java 2000 documents.jsonl} for 2,000 MB. All rows
 * differ, most have 200 KB to 2 MB, every hundredth 10 MB; the same number gives the same rows.
 */
final class LongRows {

    private static final String[] WORDS = ("plan team goal review hiring budget risk design quality incident roadmap "
                    + "feedback metric delivery customer promise trade-off deadline coaching conflict \\\"ownership\\\" "
                    + "architecture migration vendor security naïve größer reliability on-call growth")
            .split(" ");
    private static final int KILOBYTE = 1 << 10;

    private LongRows() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        long bytes = Long.parseLong(arguments[0]) << 20;
        Random random = new Random(20261120);
        long written = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long row = 1; written < bytes; row++) {
                int size = row % 100 == 0 ? 10_240 * KILOBYTE : (200 + random.nextInt(1_848)) * KILOBYTE;
                String text = text(random, size);
                out.write("{\"topic\":\"Document " + row + "\",\"description\":\"" + text + "\"}\n");
                written += size;
            }
        }
    }

    private static String text(Random random, int size) {
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }
}
