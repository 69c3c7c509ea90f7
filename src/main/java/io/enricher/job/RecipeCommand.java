package io.enricher.job;

import io.enricher.domain.EnricherException;
import io.enricher.domain.ExitCode;
import io.enricher.domain.OutputException;
import io.enricher.domain.UsageException;
import io.enricher.input.InputFile;
import io.enricher.input.ReaderSettings;
import io.enricher.recipe.InputField;
import io.enricher.recipe.Recipe;
import io.enricher.recipe.RecipeLoader;
import io.enricher.recipe.RecipeStarter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=recipe list|show|validate|new}: what recipes there are and what they say. Opens no database. */
public final class RecipeCommand {

    private final RecipeLoader recipes = new RecipeLoader(RunInput.CONFIGURATION);

    /**
     * @param action    {@code list}, {@code show}, {@code validate} or {@code new}
     * @param recipe    name or path
     * @param newFile   where to write a new recipe
     * @param input     the file whose columns a new recipe reads
     * @param delimiter of the input
     * @param encoding  of the input
     */
    public record Request(
            String action,
            Optional<String> recipe,
            Optional<String> newFile,
            Optional<String> input,
            Optional<String> delimiter,
            Optional<String> encoding) {}

    /** @throws EnricherException if that cannot be done; says what, where and the cure */
    public RunResult run(Request request) {
        return switch (request.action()) {
            case "list" -> list();
            case "show" -> show(required(request.recipe(), "recipe", "recipe=classify"));
            case "validate" -> validate(required(request.recipe(), "recipe", "recipe=path/to/my.yml"));
            case "new" -> create(request);
            default -> throw new UsageException("there is no recipe action \"" + request.action() + "\"");
        };
    }

    /** Of the recipes there are. */
    public List<String> names() {
        return List.copyOf(recipes.names());
    }

    private RunResult list() {
        Map<String, String> titles = new LinkedHashMap<>();
        for (String name : recipes.names()) {
            titles.put(name, title(name));
        }
        int width = titles.keySet().stream().mapToInt(String::length).max().orElse(0);
        String text = titles.entrySet().stream()
                .map(recipe ->
                        recipe.getKey() + " ".repeat(width - recipe.getKey().length()) + "   " + recipe.getValue())
                .collect(Collectors.joining(System.lineSeparator()));
        return result(text, titles);
    }

    private String title(String name) {
        try {
            return recipes.load(name).title();
        } catch (EnricherException e) {
            // One broken file must not hide the others.
            return "cannot be used: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private RunResult show(String recipe) {
        String text = recipes.text(recipe);
        return result(text.stripTrailing(), Map.of("recipe", text));
    }

    private RunResult validate(String nameOrPath) {
        Recipe recipe = recipes.load(nameOrPath);
        List<String> fields = recipe.fields().stream()
                .map(field -> field.name() + (field.required() ? " (required)" : "") + shared(field))
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", recipe.name());
        json.put("fields", recipe.fields().stream().map(InputField::name).toList());
        json.put("adds", recipe.addedFields());
        json.put("fingerprint", recipe.fingerprint());
        String text = String.join(
                System.lineSeparator(),
                "The recipe " + recipe.name() + " is valid.",
                "Reads:        " + String.join(", ", fields),
                "Adds:         " + String.join(", ", recipe.addedFields()),
                "Prompts:      up to " + recipe.batch().maxItems() + " rows",
                "Fingerprint:  " + recipe.fingerprint());
        return result(text, json);
    }

    private static String shared(InputField field) {
        return field.shared() ? " (shared by a prompt)" : "";
    }

    private RunResult create(Request request) {
        String name = required(request.newFile(), "new", "new=my.yml");
        Path file = Path.of(name.endsWith(".yml") || name.endsWith(".yaml") ? name : name + ".yml");
        Path given = Path.of(required(request.input(), "input", "input=rows.csv"));
        InputFile input = InputFile.open(given, new ReaderSettings(request.delimiter(), request.encoding()));
        String stem = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        String yaml = RecipeStarter.of(stem, given.toString(), input.columns());
        try {
            Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already; choose another name with new=");
        } catch (IOException e) {
            throw new OutputException(
                    "cannot write " + file + ": " + e.getMessage() + "; choose another place with new=", e);
        }
        return result(
                "Wrote " + file + ". Say in it what to ask, then check it with --job=recipe validate recipe=" + file
                        + " and try it with input=" + given + " recipe=" + file + " limit=20",
                Map.of("file", file.toString()));
    }

    private static String required(Optional<String> value, String key, String example) {
        return value.orElseThrow(() -> new UsageException(key + "= is missing, such as " + example));
    }

    private static RunResult result(String text, Object json) {
        return new RunResult(text, JsonMapper.shared().writeValueAsString(json), "", ExitCode.OK);
    }
}
