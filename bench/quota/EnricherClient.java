import io.enricher.cli.EnricherCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The enricher from its command line down, in this process, with a state directory of its own: nothing is cached. */
record EnricherClient(Path folder, Path input, List<String> settings) {

    /** @param rows that have an answer, of this run or of one before in the same folder */
    record End(int exitCode, int rows, int failed, String problem) {

        static End of(int exitCode, String json) {
            JsonNode summary = json.isBlank() ? JsonMapper.shared().createObjectNode() : JsonMapper.shared().readTree(json);
            JsonNode rows = summary.path("rows");
            return new End(
                    exitCode,
                    rows.path("enriched").asInt(0) + rows.path("cached").asInt(0),
                    rows.path("failed").asInt(0),
                    summary.path("problem").asString(summary.path("message").asString("")));
        }
    }

    End run(String baseUrl) throws IOException {
        String[] words = arguments(baseUrl).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.err;
        try (PrintStream log = new PrintStream(Files.newOutputStream(folder.resolve("err.log")), true)) {
            System.setErr(log);
            int exitCode = EnricherCommand.run(words, new PrintStream(out, true, StandardCharsets.UTF_8), log);
            return End.of(exitCode, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    /** Of the command line, here or in a process of its own; the standard output is one JSON object. */
    List<String> arguments(String baseUrl) throws IOException {
        Path key = Files.writeString(Files.createDirectories(folder).resolve("key"), Setup.KEY);
        List<String> words = new ArrayList<>(List.of(
                "input=" + input,
                "output=" + folder.resolve("out") + "/",
                "recipe=roadmap",
                "provider=openai",
                "model=" + Setup.MODEL,
                "--quiet",
                "--json",
                "--enricher.openai.base-url=" + baseUrl,
                "--enricher.openai.api-key-file=" + key,
                "--enricher.state-dir=" + folder.resolve("state")));
        words.addAll(Setup.known(settings));
        return words;
    }

    /** How many rows of the output so far have the status ok; 0 if there is none. */
    long rowsInOutput() throws IOException {
        return rowsIn(".enriched.csv");
    }

    /** The same of what a run writes that stops at its cost cap. */
    long rowsInPartialOutput() throws IOException {
        return rowsIn(".partial.enriched.csv");
    }

    private long rowsIn(String ending) throws IOException {
        Path output = folder.resolve("out").resolve(input.getFileName().toString().replace(".csv", ending));
        if (!Files.exists(output)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.matches(".*,ok(,.*)?")).count();
        }
    }
}
