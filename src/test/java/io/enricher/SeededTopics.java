package io.enricher;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180Parser;
import com.opencsv.exceptions.CsvException;
import io.enricher.testing.SchemaAnswers;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Topics of a roadmap as a seed draws them, with quotes, line breaks and other scripts, copies of earlier rows, and
 * poison rows that the simulator never answers; and the one right output for them.
 */
final class SeededTopics {

    static final String POISON = "POISON";

    private static final int FIRST_POISON = 10;
    private static final List<String> HEADER = List.of("level", "area", "topic", "description");
    private static final List<String> ADDED = List.of(
            "tldr",
            "challenge",
            "enrichment_status",
            "enrichment_source",
            "enrichment_model",
            "enrichment_error",
            "enrichment_note");
    private static final List<String> WORDS = List.of(
            "team",
            "goals",
            "review",
            "„Ziele“",
            "budget,",
            "日本語",
            "roadmap",
            "\"why\"",
            "line\nbreak",
            "hiring",
            "=1+1");

    private final List<List<String>> rows;

    private SeededTopics(List<List<String>> rows) {
        this.rows = rows;
    }

    /** One row in 40 is poison, one in 20 a copy of an earlier one; the last row is a copy of the first poison row. */
    static SeededTopics of(long seed, int count) {
        return drawn(seed, count, number -> number % 40 == FIRST_POISON);
    }

    /** The same without poison. */
    static SeededTopics harmless(long seed, int count) {
        return drawn(seed, count, number -> false);
    }

    private static SeededTopics drawn(long seed, int count, IntPredicate isPoison) {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            boolean copy = number > FIRST_POISON && random.nextInt(20) == 0;
            rows.add(copy ? rows.get(random.nextInt(rows.size())) : topic(number, isPoison, random));
        }
        rows.set(count - 1, rows.get(FIRST_POISON - 1));
        return new SeededTopics(rows);
    }

    private static List<String> topic(int number, IntPredicate isPoison, Random random) {
        String description =
                random.ints(12, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining(" "));
        return List.of(
                random.nextBoolean() ? "senior" : "",
                "area " + random.nextInt(5),
                (isPoison.test(number) ? POISON + " " : "Topic ") + number,
                random.nextInt(10) == 0 ? "" : description);
    }

    int size() {
        return rows.size();
    }

    long poisoned() {
        return rows.stream().filter(SeededTopics::isPoison).count();
    }

    /** Rows to be answered by a call: neither copies nor poison. */
    long answerable() {
        return rows.stream().distinct().filter(row -> !isPoison(row)).count();
    }

    Path write(Path file) {
        StringBuilder csv = new StringBuilder(String.join(",", HEADER)).append('\n');
        for (List<String> row : rows) {
            csv.append(row.stream()
                            .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output's records, header first, of one run that asked for every row. */
    List<List<String>> enriched(String model) {
        List<List<String>> records = new ArrayList<>();
        records.add(concat(HEADER, ADDED));
        Set<List<String>> seen = new HashSet<>();
        for (List<String> row : rows) {
            records.add(concat(row, isPoison(row) ? failed() : answered(row, model, seen.add(row))));
        }
        return records;
    }

    /** The same of a run that found every answer in the cache. */
    List<List<String>> enrichedFromCache(String model) {
        return enriched(model).stream()
                .map(record -> record.stream()
                        .map(cell -> cell.equals("model") || cell.equals("duplicate") ? "cache" : cell)
                        .toList())
                .toList();
    }

    private static List<String> answered(List<String> row, String model, boolean first) {
        String item = SchemaAnswers.itemText(row.get(2), row.get(3), row.get(0), row.get(1));
        return List.of(
                SchemaAnswers.expectedText("tldr", item),
                SchemaAnswers.expectedChoice("challenge", item, List.of("practice", "expert")),
                "ok",
                first ? "model" : "duplicate",
                model,
                "",
                "");
    }

    private static List<String> failed() {
        return List.of("", "", "failed", "", "", "invalid_answer", "");
    }

    private static boolean isPoison(List<String> row) {
        return row.get(2).contains(POISON);
    }

    private static List<String> concat(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** The records of a CSV file, read by a library that the program does not write with. */
    static List<List<String>> read(Path csv) {
        try (Reader text = Files.newBufferedReader(csv);
                CSVReader reader = new CSVReaderBuilder(text)
                        .withCSVParser(new RFC4180Parser())
                        .build()) {
            return reader.readAll().stream().map(List::of).toList();
        } catch (IOException | CsvException e) {
            throw new IllegalStateException("cannot read " + csv, e);
        }
    }
}
