package io.enricher.cli;

import io.enricher.job.RecipeCommand;
import io.enricher.job.SettingNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The script that lets bash and zsh complete a command line of ours. Not picocli's own one, which knows options alone, and
 * our words are mostly {@code key=value}.
 */
final class CompletionScript {

    private static final String TEMPLATE = "/shell/completion.bash";

    private CompletionScript() {}

    /** @param command whose options are offered */
    static String of(CommandSpec command) {
        return template()
                .replace("@OPTIONS@", options(command))
                .replace("@SETTINGS@", settings())
                .replace("@RECIPES@", String.join(" ", new RecipeCommand().names()))
                .replace("@ENRICH_WORDS@", words("enrich"))
                .replace("@WORDS_OF_JOBS@", eachJob("        %1$s) compgen -W \"%2$s\" -- \"$1\" ;;"))
                .replace("@ANY_JOB@", String.join(" | ", JobArguments.JOBS))
                .replace("@JOBS@", String.join(" ", JobArguments.JOBS))
                .stripTrailing();
    }

    private static String eachJob(String line) {
        return JobArguments.JOBS.stream()
                .map(job -> String.format(line, job, words(job)))
                .collect(Collectors.joining("\n"));
    }

    private static String words(String job) {
        return Stream.concat(
                        JobArguments.actionsOf(job).stream(),
                        JobArguments.parametersOf(job).stream()
                                .sorted()
                                .map(key -> key.endsWith(".") ? key : key + "="))
                .collect(Collectors.joining(" "));
    }

    private static String options(CommandSpec command) {
        return command.options().stream().flatMap(CompletionScript::spellings).collect(Collectors.joining(" "));
    }

    private static Stream<String> spellings(OptionSpec option) {
        boolean takesValue = option.arity().max() > 0;
        return Arrays.stream(option.names()).map(name -> takesValue ? name + "=" : name);
    }

    private static String settings() {
        return SettingNames.ALL.stream().sorted().map(name -> "--" + name + "=").collect(Collectors.joining(" "));
    }

    private static String template() {
        try (InputStream resource = CompletionScript.class.getResourceAsStream(TEMPLATE)) {
            return new String(
                    Objects.requireNonNull(resource, "part of the jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
