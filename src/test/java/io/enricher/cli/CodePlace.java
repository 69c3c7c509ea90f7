package io.enricher.cli;

import io.enricher.testing.EnricherProcess;
import io.enricher.testing.ProviderSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder in which a user has source documented: a key file, and what the program makes of a tree. */
record CodePlace(Path folder) {

    Path stateDirectory() {
        return folder.resolve(".enricher");
    }

    /** Within this process, without a model. */
    CommandRun offline(Object input, String... more) {
        return run(input, List.of("provider=offline"), more);
    }

    CommandRun ask(Wire wire, ProviderSimulator simulator, Object input, String... more) {
        Path key = new Workplace(folder).write("provider.key", "sk-no-real-key-0123456789\n");
        return run(input, wire.settings(wire.baseUrl(simulator), key), more);
    }

    private CommandRun run(Object input, List<String> provider, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "input=" + input,
                "output=" + folder.resolve("output") + "/",
                "--enricher.state-dir=" + stateDirectory()));
        arguments.addAll(provider);
        arguments.addAll(List.of(more));
        return CommandRun.here(arguments.toArray(String[]::new));
    }

    /** The packaged program in this folder. */
    EnricherProcess.Builder program(String... arguments) {
        return EnricherProcess.in(folder).shortLived().arguments(arguments);
    }

    /** @param name of the output without {@code .enriched.jsonl} */
    List<JsonNode> spans(String name) {
        return lines(folder.resolve("output/" + name + ".enriched.jsonl"));
    }

    static List<JsonNode> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> JsonMapper.shared().readTree(line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where each span stands, in the order of the output. */
    static List<String> places(List<JsonNode> spans) {
        return spans.stream()
                .map(span -> span.path("path").asString() + ":"
                        + span.path("startLine").asInt() + " "
                        + span.path("name").asString())
                .toList();
    }

    static List<String> texts(List<JsonNode> spans, String column) {
        return spans.stream().map(span -> span.path(column).asString()).toList();
    }
}
