package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StatusLine status = line("80");

    @Test
    void theLineStandsBelowWhatIsWritten() {
        PrintStream log = status.stream();

        status.show(" 10%");
        log.println("first");
        status.show(" 20%");
        log.println("second");

        assertThat(screen()).containsExactly("first", "second", " 20%");
    }

    @Test
    void anEmptyTextTakesTheLineAway() {
        status.show(" 10%");
        status.show("");

        assertThat(screen()).containsExactly("");
    }

    @Test
    void textThatComesInPiecesIsNotWipedInBetween() {
        PrintStream log = status.stream();

        status.show(" 10%");
        log.print("one ");
        status.show(" 20%");
        log.printf("two %d three%n", 2);

        assertThat(screen()).containsExactly("one two 2 three", " 20%");
    }

    @Test
    void lettersOfSeveralBytesMayComeByteByByte() {
        PrintStream log = status.stream();

        status.show(" 10%");
        for (byte single : "größer\n".getBytes(StandardCharsets.UTF_8)) {
            log.write(single);
            status.show(" 10%");
        }

        assertThat(screen()).containsExactly("größer", " 10%");
    }

    @Test
    void aLineLongerThanEveryBufferIsWhole() {
        PrintStream log = status.stream();
        String longLine = "x".repeat(100_000);

        status.show(" 10%");
        log.println(longLine);

        assertThat(screen()).containsExactly(longLine, " 10%");
    }

    @Property(tries = 200, seed = "1")
    void nothingThatWasWrittenIsEverOverwritten(@ForAll long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        StatusLine line = new StatusLine(new PrintStream(terminal, true, StandardCharsets.UTF_8), "80");
        PrintStream log = line.stream();
        StringBuilder written = new StringBuilder();

        for (int i = 0; i < 60; i++) {
            if (random.nextInt(3) == 0) {
                line.show(" " + i + "%");
            } else {
                String piece = random.nextBoolean() ? "piece" + i + " " : "end" + i + "\n";
                log.print(piece);
                written.append(piece);
            }
        }
        log.println();
        line.show("");
        written.append('\n');

        assertThat(String.join("\n", Screen.of(terminal.toByteArray()))).isEqualTo(written.toString());
    }

    @Test
    void threadsDoNotTearEachOthersLines() throws Exception {
        PrintStream log = status.stream();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        Future<?> drawing = writers.submit(() -> {
            while (!done.get()) {
                status.show(" drawing");
            }
        });
        List<Future<?>> logging = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            String name = "writer" + writer;
            logging.add(writers.submit(() -> IntStream.range(0, 200).forEach(i -> log.println(name + " line " + i))));
        }
        for (Future<?> each : logging) {
            each.get();
        }
        done.set(true);
        drawing.get();
        writers.shutdown();
        status.show("");

        assertThat(screen())
                .hasSize(601)
                .filteredOn(line -> line.matches("writer[0-2] line [0-9]+"))
                .hasSize(600);
    }

    @ParameterizedTest
    @CsvSource({"20, 19", "'', 79", "0, 79", "wide, 79", "120, 100"})
    void theLineNeverWraps(String columns, int shown) {
        line(columns).show("y".repeat(100));

        assertThat(screen()).containsExactly("y".repeat(shown));
    }

    private StatusLine line(String columns) {
        return new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), columns);
    }

    private List<String> screen() {
        return Screen.of(bytes.toByteArray());
    }
}
