package io.enricher.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Inputs and outputs of tests. */
final class Rows {

    /** Stands in the topic of a row that the simulator never answers validly. */
    static final String POISON = "POISON";

    private Rows() {}

    /** A file with the column topic. */
    static Path write(Path folder, long rows, LongFunction<String> topic) {
        return write(folder, LongStream.rangeClosed(1, rows).mapToObj(topic).toList());
    }

    static Path write(Path folder, List<String> topics) {
        String text = topics.stream().collect(Collectors.joining("\n", "topic\n", "\n"));
        try {
            return Files.writeString(folder.resolve("rows.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path output(Path folder) {
        return folder.resolve("out/rows.enriched.csv");
    }

    /** The output's lines without its header. */
    static List<String> outputLines(Path folder) {
        try {
            List<String> lines = Files.readAllLines(output(folder));
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the output says where a row came from, in order: {@code model}, {@code cache}, … */
    static List<String> sources(Path folder) {
        return outputLines(folder).stream()
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    return cells[cells.length - 4];
                })
                .toList();
    }
}
