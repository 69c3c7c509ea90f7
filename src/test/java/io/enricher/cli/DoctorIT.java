package io.enricher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.Fault;
import io.enricher.testing.ProviderSimulator;
import io.enricher.testing.Rule;
import io.enricher.testing.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=doctor} against the simulator, and the metrics of runs that never began. */
class DoctorIT {

    private static final String KEY = "sk-no-real-key-0123456789";

    @TempDir
    Path folder;

    private final ProviderSimulator simulator =
            ProviderSimulator.builder().requestsPerMinute(500).limitHeaders().start();
    private Workplace workplace;

    @BeforeEach
    void writeInput() {
        workplace = new Workplace(folder);
        workplace.writeInput(Topic.many(20));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSoundSetUpIsOkAllOverAndTheKeyShowsItsEndAlone(Wire wire) {
        workplace.enrich(wire, simulator);

        CommandRun doctor = examine(wire);

        assertThat(doctor.exitCode()).as(doctor.everything()).isZero();
        assertThat(doctor.out().lines()).allMatch(line -> line.startsWith("ok  "));
        assertThat(doctor.out())
                .contains("ok    provider   " + wire.provider())
                .containsPattern("key .*provider.key, ends in …6789")
                .containsPattern("call +answered in [0-9.]+ s, [1-9][0-9]* tokens in, [1-9][0-9]* out")
                .containsPattern("database .*enricher.mv.db, schema [0-9]+, 20 answers in")
                .contains("within a minute of the provider's")
                .doesNotContain(KEY.substring(0, 12));
        assertThat(simulator.ledger().calls())
                .as("the run's call and the doctor's")
                .hasSize(2);
        if (wire == Wire.OPENAI) {
            assertThat(doctor.out()).contains("500 calls a minute");
        }
    }

    @Test
    void everyCheckIsMadeWhateverTheOnesBeforeFoundAndTheFirstFailureIsTheExitCode() {
        simulator.setRules(Rule.of(When.always(), Fault.UNAUTHORIZED));

        CommandRun doctor = examine(Wire.OPENAI, "output=" + workplace.input() + "/");

        assertThat(doctor.exitCode()).as(doctor.everything()).isEqualTo(69);
        assertThat(doctor.out())
                .containsPattern("fail  call .*refused the key.*api-key-file")
                .containsPattern("fail  output .*cannot be written.*output=")
                .containsPattern("ok    database .*is not there yet")
                .contains("disk", "time zone");
        assertThat(workplace.stateDirectory()).as("looking makes nothing").doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED,       69, 'ends in …6789', api-key-file",
        "NOT_FOUND,          69, has no model, Check the model",
        "BAD_REQUEST,        78, rejected the request, check the model and its settings",
        "SERVER_ERROR,       69, HTTP 500, The provider is reached",
    })
    void aProviderThatAnswersOtherwiseIsNoTroubleOfTheNetwork(String fault, int exitCode, String says, String cure) {
        simulator.setRules(Rule.of(When.always(), Fault.valueOf(fault)));

        CommandRun doctor = examine(Wire.OPENAI);

        assertThat(doctor.exitCode()).as(doctor.everything()).isEqualTo(exitCode);
        assertThat(doctor.out()).contains(says, cure).doesNotContain("the network and the proxy");
    }

    @Test
    void thePlaceOfTheOutputIsThatOfToday() throws Exception {
        Files.createDirectory(folder.resolve("out"));

        CommandRun doctor = examine(Wire.OPENAI, "call=false", "output=" + folder + "/out/{date}/rows.csv");

        assertThat(doctor.out()).containsPattern("ok +output +.*/out/20[0-9-]{8} is not there yet");
    }

    @Test
    void settingsThatCannotBeReadAreToldBesideWhatCanBeLookedAtWithoutThem() {
        CommandRun doctor = examine(Wire.OPENAI, "--json", "--enricher.concurrency=0");

        assertThat(doctor.exitCode()).as(doctor.everything()).isEqualTo(78);
        JsonNode json = JsonMapper.shared().readTree(doctor.out());
        assertThat(json.get("exitCode").asInt()).isEqualTo(78);
        assertThat(status(json, "settings")).isEqualTo("fail");
        assertThat(status(json, "output")).isEqualTo("ok");
        assertThat(status(json, "provider")).isEqualTo("warn");
        assertThat(doctor.out()).contains("enricher.concurrency must be 1 to 1000");
    }

    @Test
    void noCallIsMadeIfThatIsAskedFor() {
        CommandRun doctor = examine(Wire.OPENAI, "call=false");

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out()).contains("not made (call=false)");
        assertThat(simulator.ledger().calls()).isEmpty();
    }

    @Test
    void aDatabaseOfAnEarlierReleaseIsSoundAndStaysAsItIs() {
        Flyway earlier = Flyway.configure()
                .dataSource("jdbc:h2:file:" + workplace.stateDirectory().resolve("enricher"), "", "")
                .locations("classpath:db/migration/h2")
                .target("9")
                .load();
        earlier.migrate();

        CommandRun doctor = examine(Wire.OPENAI, "call=false");

        assertThat(doctor.out())
                .containsPattern(
                        "ok +database .*schema 9 \\(this program's is [0-9]+; a run brings an older one up to date\\), 0 answers");
        assertThat(earlier.info().current().getVersion()).hasToString("9");
    }

    @Test
    void aRunThatNeverBeganIsInTheMetricsAndKeepsTheTimeOfTheLastSuccess() throws Exception {
        Path textfile = folder.resolve("enricher.prom");
        String setting = "--enricher.metrics.textfile=" + textfile;
        workplace.enrich(Wire.OPENAI, simulator, setting);
        String success = line(textfile, "enricher_last_success_timestamp_seconds{");
        Files.delete(workplace.input());

        CommandRun failed = workplace.enrich(Wire.OPENAI, simulator, setting);

        assertThat(failed.exitCode()).as(failed.everything()).isEqualTo(66);
        assertThat(failed.out()).isEmpty();
        assertThat(line(textfile, "enricher_last_exit_code{")).endsWith(" 66.0");
        assertThat(line(textfile, "enricher_last_success_timestamp_seconds{")).isEqualTo(success);
    }

    private static String line(Path textfile, String start) throws Exception {
        return Files.readAllLines(textfile).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String status(JsonNode json, String name) {
        for (JsonNode check : json.get("checks")) {
            if (check.get("name").asString().equals(name)) {
                return check.get("status").asString();
            }
        }
        throw new AssertionError("no check " + name + " in " + json);
    }

    private CommandRun examine(Wire wire, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--job=doctor", "--enricher.state-dir=" + workplace.stateDirectory()));
        if (List.of(more).stream().noneMatch(argument -> argument.startsWith("output="))) {
            arguments.add("output=" + folder + "/");
        }
        arguments.addAll(wire.settings(wire.baseUrl(simulator), folder.resolve("provider.key")));
        arguments.addAll(List.of(more));
        return CommandRun.here(arguments.toArray(String[]::new));
    }
}
