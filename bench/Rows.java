import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes an input of any size: {@code java bench/Rows.java 1000000 rows.csv}. All rows differ and are about as long as
 * those of the sample roadmap; the same number gives the same rows.
 */
final class Rows {

    private static final String[] LEVELS = {"junior", "senior", "lead", "manager", "director"};
    private static final String[] AREAS = {"People", "Delivery", "Technology, data", "Strategy", "Culture"};
    private static final String[] WORDS = ("plan team goal review hiring budget risk design quality incident roadmap "
                    + "feedback metric delivery customer promise trade-off deadline coaching conflict \"ownership\" "
                    + "architecture migration vendor security naïve größer reliability on-call growth")
            .split(" ");

    private Rows() {}

    public static void main(String[] arguments) throws IOException {
        long rows = Long.parseLong(arguments[0]);
        Random random = new Random(20261120);
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[1]))) {
            out.write("level,area,topic,description\n");
            for (long row = 1; row <= rows; row++) {
                out.write(LEVELS[random.nextInt(LEVELS.length)] + ',' + quoted(AREAS[random.nextInt(AREAS.length)]) + ','
                        + quoted(words(random, 3) + " " + row) + ',' + quoted(words(random, 14)) + '\n');
            }
        }
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
