package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.PlainText;
import io.enricher.output.OutputPaths;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code --job=doctor}: looks at everything that a run needs, and says what is wrong with it. Each check is made whatever the
 * ones before found. Changes nothing but for a file that it makes and deletes in the output folder.
 */
public final class Doctor {

    /**
     * @param provider to ask, over the setting
     * @param model    to ask, over the setting
     * @param output   where a run would write; none: {@code output/}
     * @param call     whether to ask the model a tiny question
     */
    public record Request(Optional<String> provider, Optional<String> model, Optional<String> output, Call call) {}

    /** Whether a call is made. */
    public enum Call {
        MAKE,
        SKIP
    }

    private final List<DoctorCheck> checks = new ArrayList<>();

    /**
     * @param version  of this program
     * @param settings those of the command line, {@code --name=value}
     */
    public RunResult examine(Request request, GivenSettings settings, String version) {
        checks.add(DoctorCheck.ok(
                "version",
                "enricher " + version + ", Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                        + System.getProperty("os.name")));
        Optional<RunSettings> read = read(settings);
        Optional<EnricherProperties> properties = read.flatMap(this::checked);
        Path state = read.map(RunSettings::stateDirectory).orElse(Path.of(".enricher"));
        Path output = OutputPaths.folderOf(request.output(), LocalDate.now(ZoneId.systemDefault()));
        checks.add(PlaceChecks.stateDirectory(state));
        DatabaseCheck database = new DatabaseCheck(state);
        checks.add(read.map(database::examine).orElseGet(() -> unknown("database")));
        checks.addAll(properties
                .map(known -> new ProviderChecks(known, database::holdsModelAnswers).examine(request))
                .orElseGet(() -> List.of(unknown("provider"))));
        checks.add(PlaceChecks.output(output));
        checks.add(PlaceChecks.space(List.of(state, output)));
        checks.add(DoctorCheck.ok("time zone", ZoneId.systemDefault() + ", for {date} and the log's days"));
        return result();
    }

    private Optional<RunSettings> read(GivenSettings settings) {
        try {
            SettingVariables.check(System.getenv().keySet());
            return Optional.of(RunSettings.read(settings));
        } catch (RuntimeException e) {
            checks.add(misconfigured(e));
            return Optional.empty();
        }
    }

    private Optional<EnricherProperties> checked(RunSettings settings) {
        try {
            EnricherProperties properties = settings.properties();
            List<String> files = settings.files();
            checks.add(DoctorCheck.ok(
                    "settings", files.isEmpty() ? "defaults, no file read" : "read from " + String.join(", ", files)));
            return Optional.of(properties);
        } catch (RuntimeException e) {
            checks.add(misconfigured(e));
            return Optional.empty();
        }
    }

    private static DoctorCheck misconfigured(RuntimeException failure) {
        String message = Faults.explained(failure)
                .map(Throwable::getMessage)
                .or(() -> Faults.configurationProblem(failure))
                .orElseThrow(() -> failure);
        return DoctorCheck.fail("settings", new InvalidConfigurationException(message));
    }

    private static DoctorCheck unknown(String name) {
        return DoctorCheck.warn(name, "not looked at, as the settings cannot be read");
    }

    private RunResult result() {
        ExitCode exitCode = checks.stream()
                .filter(check -> check.status() == DoctorCheck.Status.FAIL)
                .map(DoctorCheck::exitCode)
                .findFirst()
                .orElse(ExitCode.OK);
        return new RunResult(text(), json(exitCode), "", exitCode);
    }

    private String text() {
        return checks.stream()
                .map(check -> String.format(
                        Locale.ROOT,
                        "%-4s  %-9s  %s",
                        check.status().word(),
                        check.name(),
                        PlainText.line(check.message())))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String json(ExitCode exitCode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "checks",
                checks.stream()
                        .map(check -> {
                            Map<String, Object> each = new LinkedHashMap<>();
                            each.put("name", check.name());
                            each.put("status", check.status().word());
                            each.put("message", check.message());
                            return each;
                        })
                        .toList());
        json.put("exitCode", exitCode.code());
        return JsonMapper.shared().writeValueAsString(json);
    }
}
