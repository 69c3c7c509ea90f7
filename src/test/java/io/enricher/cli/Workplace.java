package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder in which a user works: an input, a key file, and what the program makes of them. */
final class Workplace {

    private final Path folder;
    private final Path input;
    private final Path keyFile;

    /** @param folder an empty one */
    Workplace(Path folder) {
        this.folder = folder;
        this.input = folder.resolve("topics.csv");
        this.keyFile = write("provider.key", "sk-no-real-key-0123456789\n");
    }

    Path folder() {
        return folder;
    }

    Path input() {
        return input;
    }

    Path stateDirectory() {
        return folder.resolve(".enricher");
    }

    Path enriched() {
        return folder.resolve("output").resolve("topics.enriched.csv");
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeInput(List<Topic> topics) {
        write(
                "topics.csv",
                topics.stream().map(Topic::csv).collect(Collectors.joining("\n", "topic,description\n", "\n")));
    }

    /** Runs the job within this process. */
    CommandRun enrich(Wire wire, ProviderSimulator simulator, String... more) {
        return enrichAt(wire, wire.baseUrl(simulator), more);
    }

    /** The same with a provider that may not be there. */
    CommandRun enrichAt(Wire wire, String baseUrl, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "input=" + input,
                "output=" + folder.resolve("output") + "/",
                "--enricher.state-dir=" + stateDirectory()));
        if (Stream.of(more).noneMatch(argument -> argument.startsWith("--enricher.outage-limit="))) {
            arguments.add("--enricher.outage-limit=2s");
        }
        arguments.addAll(wire.settings(baseUrl, keyFile));
        arguments.addAll(List.of(more));
        return CommandRun.here(arguments.toArray(String[]::new));
    }

    /** The packaged program in this folder, without a key. */
    EnricherProcess.Builder program(String... arguments) {
        return EnricherProcess.in(folder).arguments(arguments);
    }

    /** The packaged program as a user of a provider runs it: key and address from the environment. */
    EnricherProcess.Builder program(Wire wire, ProviderSimulator simulator, String... arguments) {
        return program(arguments)
                .environment(wire.keyVariable(), "no-real-key-0123456789")
                .environment(wire.baseUrlVariable(), wire.baseUrl(simulator));
    }

    /** The rows of the output, each by column name. */
    List<Map<String, String>> rows() {
        return rows(enriched());
    }

    static List<Map<String, String>> rows(Path csv) {
        try (CSVReader reader = new CSVReaderBuilder(Files.newBufferedReader(csv))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .build()) {
            List<String[]> lines = reader.readAll();
            List<Map<String, String>> rows = new ArrayList<>();
            for (String[] cells : lines.subList(1, lines.size())) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < cells.length; i++) {
                    row.put(lines.get(0)[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException | CsvException e) {
            throw new IllegalStateException("cannot read " + csv, e);
        }
    }

    JsonNode summary() {
        return JsonMapper.shared().readTree(folder.resolve("output").resolve("topics.summary.json"));
    }

    /** Every file in and below a folder. */
    static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row is there once, in the input's order, and those that are ok have their own answer. */
    void assertRowsHaveTheirOwnAnswers(List<Topic> topics) {
        List<Map<String, String>> rows = rows();
        assertThat(rows).extracting(row -> row.get("topic")).containsExactlyElementsOf(topicsOf(topics));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).get("enrichment_status").equals("ok")) {
                assertAnswered(rows.get(i), topics.get(i));
            } else {
                assertThat(rows.get(i)).containsEntry("enrichment_status", "failed");
            }
        }
    }

    /** The same, and no row failed. */
    void assertEveryRowIsAnswered(List<Topic> topics) {
        assertRowsHaveTheirOwnAnswers(topics);
        assertThat(failedRows()).isEmpty();
    }

    /** Topic and reason of each row that failed. */
    Map<String, String> failedRows() {
        return rows().stream()
                .filter(row -> row.get("enrichment_status").equals("failed"))
                .collect(Collectors.toMap(row -> row.get("topic"), row -> row.get("enrichment_error")));
    }

    private static List<String> topicsOf(List<Topic> topics) {
        return topics.stream().map(Topic::topic).toList();
    }

    private static void assertAnswered(Map<String, String> row, Topic topic) {
        assertThat(row)
                .containsEntry("description", topic.description())
                .containsEntry("tldr", topic.tldr())
                .containsEntry("challenge", topic.challenge());
    }
}
