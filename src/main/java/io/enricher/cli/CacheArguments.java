package io.enricher.cli;

import io.enricher.domain.UsageException;
import io.enricher.job.CacheRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words behind {@code --job=cache}; a file to export to or to import from names the action by itself. */
final class CacheArguments {

    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "stats", Set.of(),
            "clear", Set.of("recipe", "older-than", "force"),
            "export", Set.of("export", "recipe"),
            "import", Set.of("import"));

    private static final Pattern AGE = Pattern.compile("([0-9]{1,5})([dhm])");

    private final JobArguments arguments;

    CacheArguments(JobArguments arguments) {
        this.arguments = arguments;
    }

    /** @throws UsageException if a parameter is missing, wrong, or one of another action */
    CacheRequest request() {
        String action = arguments.action().orElseGet(this::namedByItsFile);
        requireOwnParameters(action);
        return switch (action) {
            case "clear" ->
                new CacheRequest.Clear(
                        arguments.value("recipe"),
                        olderThan(),
                        arguments.isForced() ? CacheRequest.Unfinished.FORCE : CacheRequest.Unfinished.REFUSE);
            case "export" -> new CacheRequest.Export(file("export"), arguments.value("recipe"));
            case "import" -> new CacheRequest.Import(file("import"));
            default -> new CacheRequest.Statistics();
        };
    }

    private String namedByItsFile() {
        if (arguments.parameters().containsKey("export")) {
            return "export";
        }
        return arguments.parameters().containsKey("import") ? "import" : "stats";
    }

    private void requireOwnParameters(String action) {
        Set<String> own = PARAMETERS.getOrDefault(action, Set.of());
        for (String given : arguments.parameters().keySet()) {
            if (!own.contains(given)) {
                throw new UsageException("the cache action " + action + " takes no " + given + "="
                        + (own.isEmpty()
                                ? ""
                                : "; it takes "
                                        + String.join(
                                                ", ", own.stream().sorted().toList())));
            }
        }
    }

    private Path file(String parameter) {
        String name = arguments
                .value(parameter)
                .orElseThrow(() -> new UsageException(
                        "which file? Write: java -jar enricher.jar --job=cache " + parameter + "=answers.jsonl"));
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException(parameter + "=" + name + " is not a path: " + e.getReason());
        }
    }

    private Optional<Duration> olderThan() {
        return arguments.value("older-than").map(text -> {
            Matcher age = AGE.matcher(text.strip());
            if (!age.matches() || Long.parseLong(age.group(1)) == 0) {
                throw new UsageException(
                        "older-than must be days, hours or minutes such as 30d, 12h or 90m, not " + text);
            }
            long amount = Long.parseLong(age.group(1));
            return switch (age.group(2)) {
                case "d" -> Duration.ofDays(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofMinutes(amount);
            };
        });
    }
}
