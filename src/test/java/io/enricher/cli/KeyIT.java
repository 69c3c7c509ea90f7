package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.EmbeddedPostgresServer;
import io.enricher.testing.EnricherProcess;
import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.Then;
import io.enricher.testing.When;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key, or a telling part of it, is in nothing that the program writes, at any verbosity, whatever goes wrong. */
class KeyIT {

    /** Of no word and no number, so that a piece of it is found nowhere by chance. */
    private static final String KEY = "sk-proj-Zq7vXw93KpLm2RtY8sBnHc4D";

    private static final int TELLING_PIECE = 8;
    private static final List<Fault> FAULTS = List.of(
            Fault.SERVER_ERROR,
            Fault.RESET,
            Fault.EMPTY_BODY,
            Fault.HTML_BODY,
            Fault.BAD_REQUEST,
            Fault.RATE_LIMITED_MILLIS,
            Fault.CONTEXT_LENGTH,
            Fault.MALFORMED_JSON,
            Fault.HANG,
            Fault.PROMPT_BLOCKED,
            Fault.RESET_IN_BODY);

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(60));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyFromTheEnvironmentOrAFileIsWrittenNowhere(Wire wire) throws Exception {
        Path keyFile = workplace.write("marker.key", KEY + "\n");
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(storm());

            String printed = surviveAStormAndBeRefused(wire, simulator, keyFile);

            Files.delete(keyFile);
            assertHoldsNoPieceOfTheKey("what was printed", printed);
            List<Path> files = Workplace.filesIn(folder);
            assertThat(files).anyMatch(file -> file.toString().endsWith(".mv.db"));
            files.forEach(file -> assertHoldsNoPieceOfTheKey(file.toString(), bytesOf(file)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyIsInNoTableOfPostgreSql(Wire wire) throws Exception {
        Path keyFile = workplace.write("marker.key", KEY + "\n");
        String database = EmbeddedPostgresServer.freshDatabase();
        try (ProviderSimulator simulator = ProviderSimulator.start()) {
            simulator.setRules(storm());

            surviveAStormAndBeRefused(wire, simulator, keyFile, "--spring.datasource.url=" + database);

            Map<String, String> tables = tablesOf(database);
            assertThat(tables).containsKeys("run", "model_call", "run_failure", "batch_job_execution_context");
            assertThat(tables.get("model_call")).isNotEmpty();
            tables.forEach(KeyIT::assertHoldsNoPieceOfTheKey);
        }
    }

    /** One run with the key from the environment through every fault, one with it from a file, refused. */
    private String surviveAStormAndBeRefused(Wire wire, ProviderSimulator simulator, Path keyFile, String... more)
            throws InterruptedException {
        CommandRun survived = CommandRun.of(program(wire, simulator, more).environment(wire.keyVariable(), KEY));
        simulator.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));
        workplace.writeInput(Topic.many(80));

        CommandRun refused = CommandRun.of(program(
                wire,
                simulator,
                Stream.concat(Stream.of("--enricher." + wire.provider() + ".api-key-file=" + keyFile), Stream.of(more))
                        .toArray(String[]::new)));

        assertThat(survived.exitCode()).as(survived.everything()).isIn(0, 3);
        assertThat(survived.err()).as("the log is at DEBUG").contains(" DEBUG ");
        assertThat(survived.err()).as("an error that quotes the key is told").contains("for key ****");
        assertThat(refused.exitCode()).as(refused.everything()).isEqualTo(69);
        assertThat(refused.out()).contains("refused the key");
        assertThat(simulator.ledger().calls()).allMatch(call -> call.authorizationPresent());
        return survived.everything() + refused.everything();
    }

    /** Every table of a database as text, by name. */
    private static Map<String, String> tablesOf(String url) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            }
            for (String name : names) {
                StringBuilder rows = new StringBuilder();
                try (ResultSet result = statement.executeQuery("select t::text from \"" + name + "\" t")) {
                    while (result.next()) {
                        rows.append(result.getString(1)).append('\n');
                    }
                }
                tables.put(name, rows.toString());
            }
        }
        return tables;
    }

    private EnricherProcess.Builder program(Wire wire, ProviderSimulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "input=topics.csv",
                "batch-size=4",
                "-vv",
                "--logging.level.root=debug",
                "--enricher.max-attempts=2",
                "--enricher.timeout=5s"));
        arguments.addAll(List.of(more));
        return workplace
                .program(arguments.toArray(String[]::new))
                .environment(wire.baseUrlVariable(), wire.baseUrl(simulator));
    }

    private static Rule[] storm() {
        return IntStream.range(0, FAULTS.size())
                .mapToObj(i ->
                        Rule.of(When.event(i + 1), Then.fault(FAULTS.get(i)).lasting(Duration.ofMillis(600))))
                .toArray(Rule[]::new);
    }

    private static void assertHoldsNoPieceOfTheKey(String place, String text) {
        for (int start = 0; start + TELLING_PIECE <= KEY.length(); start++) {
            String piece = KEY.substring(start, start + TELLING_PIECE);
            assertThat(text.contains(piece)).as(place + " holds " + piece).isFalse();
        }
    }

    /** Each byte a character, so that texts are found in a database file too. */
    private static String bytesOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
