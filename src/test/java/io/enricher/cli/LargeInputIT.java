package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that is larger than the heap, of few and long rows: memory does not grow with the file. */
class LargeInputIT {

    private static final String HEAP = "256m";
    private static final int ROWS = 270;
    private static final int MEGABYTE = 1 << 20;

    /** Every so many rows one that is eight times as long as the others. */
    private static final int RARE = 60;

    @TempDir
    Path folder;

    private Path input;

    @BeforeEach
    void writeInput() throws IOException {
        input = folder.resolve("documents.jsonl");
        String sentence = "A \\\"long\\\" document, in which much is said \\u2013 and said again. ";
        String megabyte = sentence.repeat(MEGABYTE / sentence.length());
        try (BufferedWriter out = Files.newBufferedWriter(input)) {
            for (int row = 1; row <= ROWS; row++) {
                out.write("{\"topic\":\"Document " + row + "\",\"description\":\"");
                for (int part = 0; part < (row % RARE == 0 ? 8 : 1); part++) {
                    out.write(megabyte);
                }
                out.write("\"}\n");
            }
        }
    }

    @Test
    void isEnrichedWholeAndInOrder() throws Exception {
        assertThat(Files.size(input)).as("larger than the heap").isGreaterThan(256L * MEGABYTE);

        CommandRun first = run();
        CommandRun second = run();

        assertThat(first.exitCode()).as(first.everything()).isZero();
        assertThat(first.out()).contains("rows=" + ROWS + " cached=0 enriched=" + ROWS + " ");
        assertThat(second.exitCode()).as(second.everything()).isZero();
        assertThat(second.out()).contains("rows=" + ROWS + " cached=" + ROWS + " ");
        assertEveryRowIsThere();
    }

    private CommandRun run() throws InterruptedException {
        return CommandRun.of(new Workplace(folder)
                .program("input=" + input, "provider=offline")
                .maxHeap(HEAP));
    }

    private void assertEveryRowIsThere() throws IOException {
        try (BufferedReader rows = Files.newBufferedReader(input);
                BufferedReader enriched =
                        Files.newBufferedReader(folder.resolve("output").resolve("documents.enriched.jsonl"))) {
            for (int row = 1; row <= ROWS; row++) {
                String given = rows.readLine();
                String fields = given.substring(0, given.length() - 1).replace("\\u2013", "\u2013");
                String line = enriched.readLine();
                assertThat(line.startsWith(fields + ",\"tldr\":\""))
                        .as("row %s", row)
                        .isTrue();
                assertThat(line.contains("\"enrichment_status\":\"ok\",\"enrichment_source\":\"cache\""))
                        .as("row %s is ok", row)
                        .isTrue();
            }
            assertThat(enriched.readLine()).isNull();
        }
    }
}
