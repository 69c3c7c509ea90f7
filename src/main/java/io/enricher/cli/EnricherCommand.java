package io.enricher.cli;

import io.enricher.domain.ExitCode;
import io.enricher.domain.PlainText;
import io.enricher.domain.UsageException;
import io.enricher.job.BuildVersion;
import io.enricher.job.RunResult;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * The command line: checks the words, starts the application only if they make sense, prints the result on the standard
 * output and returns the documented exit code. Help and version answer without starting it.
 */
@Command(
        name = "enricher",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = EnricherCommand.Version.class,
        customSynopsis = {
            "java -jar enricher.jar [--job=JOB] [action] [key=value …] [--setting=value …]",
        },
        description = {
            "Adds language-model answers to the rows of a file, in bulk.",
            "",
            "  java -jar enricher.jar --job=enrich input=input/rows.csv",
            "  java -jar enricher.jar --job=estimate input=input/rows.csv map.topic=Title",
            "  java -jar enricher.jar --job=enrich input=path/to/repo recipe=code-doc",
            "  java -jar enricher.jar --job=cache stats",
            "",
            "Jobs: enrich (default), estimate (plan and cost, no call),",
            "  cache stats, cache clear [recipe=NAME] [older-than=30d] [force=true],",
            "  cache export=FILE.jsonl [recipe=NAME], cache import=FILE.jsonl,",
            "  recipe list|show|validate [recipe=NAME], recipe new new=FILE.yml input=FILE,",
            "  history [last=50] (the runs there were), show id=RUN,",
            "  show call=CALL (a kept reply), report id=RUN (its page again),",
            "  compare a=FILE b=FILE [fields=a,b|recipe=NAME] [delimiter=…]",
            "  [output=FILE.csv] (two outputs),",
            "  doctor [provider=… model=… output=… call=false] (what a run needs),",
            "  completion (for the tab key: source <(java -jar enricher.jar completion))",
            "Job parameters: input=FILE|FOLDER|PATTERN|GIT-URL, output, recipe,",
            "  provider, model, format=csv|json|jsonl|markdown,",
            "  limit=50|sample=50|rows=100-200, map.FIELD=COLUMN, prefix, labels=a,b,",
            "  max-length, refresh=true, delimiter, encoding, batch-size,",
            "  stream=FILE.jsonl (rows as they are answered), excel=true (spreadsheets);",
            "  of source code: rev, include=GLOB,GLOB, exclude=GLOB,GLOB, grouping=none",
            "Settings of config/application.yml: --enricher.concurrency=8, …",
            "Keys: OPENAI_API_KEY or GEMINI_API_KEY; without any it runs offline.",
            "",
            "Options:"
        },
        footer = {
            "",
            "Exit codes:",
            "  0 all rows ok, or nothing to do     69 provider unreachable, or key refused",
            "  1 failed, start again to continue   73 output cannot be written",
            "  2 wrong usage                       75 not now: lock, cost cap or quota; start again",
            "  3 finished with failed rows         78 bad configuration or recipe",
            "  65 input malformed                  130/143 stopped by a signal, start again",
            "  66 input missing or unreadable"
        })
public final class EnricherCommand implements Callable<Integer> {

    private static final String JSON = "--json";
    private static final String LOG_FORMAT = "--log-format";

    @Option(
            names = "--job",
            paramLabel = "JOB",
            description = "enrich, estimate, cache, recipe, history, show, report, compare, doctor or completion")
    private @Nullable String job;

    @Option(
            names = {"-q", "--quiet"},
            description = "say nothing unless the exit code is not 0")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "tell of every batch; -vv of every call")
    private boolean[] verbose = {};

    @Option(names = JSON, description = "the standard output is JSON alone: one object, of history one array")
    private boolean json;

    @Option(
            names = LOG_FORMAT,
            paramLabel = "FORMAT",
            description = "text, or json: each line of the standard error is a JSON object (ECS)")
    private Console.LogFormat logFormat = Console.LogFormat.TEXT;

    @Option(names = "--no-color", description = "no colour; as with the variable NO_COLOR")
    private boolean noColor;

    @Unmatched
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    private final PrintStream out;
    private final PrintStream err;

    EnricherCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command line and returns the exit code of the process. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        EnricherCommand command = new EnricherCommand(out, err);
        CommandLine commandLine = new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, unparsed) -> {
                    // It comes before the options are read.
                    command.json = List.of(args).contains(JSON);
                    if (asksForJsonLog(args)) {
                        command.logFormat = Console.LogFormat.JSON;
                    }
                    return command.failed(new UsageException(e.getMessage() + "; see --help"))
                            .code();
                });
        return commandLine.execute(args);
    }

    private static boolean asksForJsonLog(String[] args) {
        String line = String.join(" ", args).toLowerCase(Locale.ROOT).replace(LOG_FORMAT + "=", LOG_FORMAT + " ");
        return (line + " ").contains(LOG_FORMAT + " json ");
    }

    @Override
    public Integer call() {
        try {
            return execute().code();
        } catch (RuntimeException e) {
            return failed(e).code();
        }
    }

    private ExitCode execute() {
        List<String> settings =
                words.stream().filter(word -> word.startsWith("-")).toList();
        // First: behind a setting with a blank for its = stands a value, maybe a key, that no message may repeat.
        SettingArguments.check(settings);
        JobArguments arguments = JobArguments.parse(
                Optional.ofNullable(job),
                words.stream().filter(word -> !word.startsWith("-")).toList());
        if (arguments.job().equals("completion")) {
            out.println(CompletionScript.of(Objects.requireNonNull(spec, "set by picocli")));
            return ExitCode.OK;
        }
        Colours colours = colours();
        RunResult result = new Session(arguments, settings, verbose.length, console(colours)).run();
        print(result, colours);
        return result.exitCode();
    }

    private Console console(Colours colours) {
        if (quiet) {
            return Console.silent(logFormat);
        }
        return logFormat == Console.LogFormat.JSON ? Console.ofJson(err) : Console.of(err, colours);
    }

    private Colours colours() {
        boolean isUnwanted = noColor
                || logFormat == Console.LogFormat.JSON
                || !Objects.requireNonNullElse(System.getenv("NO_COLOR"), "").isEmpty();
        return isUnwanted || !Terminal.isInteractive() ? Colours.OFF : Colours.ON;
    }

    private void print(RunResult result, Colours colours) {
        if (json) {
            out.println(inAscii(result.json().strip()));
        } else if (!quiet || result.exitCode() != ExitCode.OK) {
            String text = colours.summary(result.text(), result.exitCode());
            out.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
            if (!result.lastLine().isEmpty()) {
                out.println(result.lastLine());
            }
        }
    }

    private ExitCode failed(RuntimeException failure) {
        Explanation explanation = Explanation.of(failure);
        if (logFormat == Console.LogFormat.JSON) {
            err.println(EcsLines.of("ERROR", explanation.message() + stackTrace(explanation, failure)));
        } else {
            err.println(colours().error("error:") + " " + PlainText.lines(explanation.message()));
            err.print(stackTrace(explanation, failure));
            err.flush();
        }
        if (json) {
            out.println(inAscii(explanation.json()));
        }
        return explanation.exitCode();
    }

    private static String stackTrace(Explanation explanation, RuntimeException failure) {
        if (!explanation.isUnexpected()) {
            return "";
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /**
     * The same JSON for a reader with any charset; and neither controls above ASCII nor marks that turn text around reach
     * a terminal.
     */
    private static String inAscii(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.chars()
                .forEach(unit -> text.append(
                        unit < 128 ? Character.toString(unit) : String.format(Locale.ROOT, "\\u%04x", unit)));
        return text.toString();
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"enricher " + BuildVersion.read()};
        }
    }
}
