package io.enricher.cli;

import io.enricher.cli.Console.LogFormat;
import io.enricher.domain.EnricherException;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.job.BuildVersion;
import io.enricher.job.CacheCommand;
import io.enricher.job.CacheRequest;
import io.enricher.job.CompareCommand;
import io.enricher.job.Doctor;
import io.enricher.job.EnricherConfiguration;
import io.enricher.job.EnricherProperties;
import io.enricher.job.FailedStart;
import io.enricher.job.Faults;
import io.enricher.job.GivenSettings;
import io.enricher.job.HistoryCommand;
import io.enricher.job.HistoryRequest;
import io.enricher.job.RecipeCommand;
import io.enricher.job.ReportCommand;
import io.enricher.job.RunControl;
import io.enricher.job.RunInput;
import io.enricher.job.RunLauncher;
import io.enricher.job.RunListener;
import io.enricher.job.RunProgress;
import io.enricher.job.RunRequest;
import io.enricher.job.RunResult;
import io.enricher.job.SettingOrigin;
import io.enricher.job.SettingVariables;
import io.enricher.job.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** One command from the start of the application to its end. */
final class Session {

    /** The profile that {@code logback-spring.xml} knows. */
    private static final String JSON_LOG = "log-json";

    private final JobArguments arguments;
    private final List<String> settings;
    private final int verbosity;
    private final Console console;
    private final AtomicReference<@Nullable ConfigurableEnvironment> environment = new AtomicReference<>();

    /** @param verbosity 0 for warnings only, 1 for every batch, 2 for every call */
    Session(JobArguments arguments, List<String> settings, int verbosity, Console console) {
        this.arguments = arguments;
        this.settings = settings;
        this.verbosity = verbosity;
        this.console = console;
    }

    RunResult run() {
        try {
            return switch (arguments.job()) {
                case "cache" -> cache();
                case "recipe" -> recipe();
                case "compare" -> new CompareCommand().run(new CompareArguments(arguments).request());
                case "history", "show" -> history();
                case "report" -> report();
                case "doctor" -> new Doctor().examine(arguments.doctorRequest(), given(), BuildVersion.read());
                default -> job();
            };
        } catch (RuntimeException e) {
            throw located(e);
        }
    }

    private RunResult recipe() {
        return new RecipeCommand()
                .run(new RecipeCommand.Request(
                        arguments.action().orElse("list"),
                        arguments.value("recipe"),
                        arguments.value("new"),
                        arguments.value("input"),
                        arguments.value("delimiter"),
                        arguments.value("encoding")));
    }

    private RunResult cache() {
        CacheRequest request = new CacheArguments(arguments).request();
        try (StateDirectory state = new StateDirectory();
                ConfigurableApplicationContext context = start(state, silentListener())) {
            return context.getBean(CacheCommand.class).run(request);
        }
    }

    /** Without a lock of a run: with PostgreSQL it may be asked while one is in progress. */
    private RunResult history() {
        HistoryRequest request = new HistoryArguments(arguments).request();
        try (StateDirectory state = new StateDirectory();
                ConfigurableApplicationContext context = start(state, silentListener())) {
            return context.getBean(HistoryCommand.class).run(request);
        }
    }

    private RunResult report() {
        long runId = new HistoryArguments(arguments).runId();
        try (StateDirectory state = new StateDirectory();
                ConfigurableApplicationContext context = start(state, silentListener())) {
            return context.getBean(ReportCommand.class).run(runId);
        }
    }

    private RunResult job() {
        RunRequest request = arguments.runRequest();
        try {
            return job(request);
        } catch (RuntimeException e) {
            if (arguments.job().equals("enrich")) {
                FailedStart.record(request, given(), Explanation.of(e).exitCode());
            }
            throw e;
        }
    }

    private RunResult job(RunRequest request) {
        RunInput input = RunInput.of(request);
        ConsoleListener listener = new ConsoleListener(console.stream(), title(), output(input));
        try (StateDirectory state = new StateDirectory();
                ConfigurableApplicationContext context = start(state, listener)) {
            Shutdown.onSignal(
                    context.getBean(RunControl.class),
                    context.getBean(EnricherProperties.class).shutdownGrace(),
                    console.stream());
            try (ProgressReporter reporter = new ProgressReporter(
                    context.getBean(RunProgress.class), console.statusLine(), console.stream(), state::progress)) {
                reporter.start();
                RunLauncher launcher = context.getBean(RunLauncher.class);
                launcher.open(state);
                return arguments.job().equals("estimate")
                        ? launcher.estimate(request, input)
                        : launcher.enrich(request, input);
            }
        }
    }

    private ConfigurableApplicationContext start(StateDirectory state, RunListener listener) {
        SettingVariables.check(System.getenv().keySet());
        SpringApplication application = new SpringApplication(EnricherConfiguration.class);
        application.addListeners(state);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            environment.set(context.getEnvironment());
            context.getBeanFactory().registerSingleton("stateDirectory", state);
            context.getBeanFactory().registerSingleton("runListener", listener);
        });
        List<String> args = new ArrayList<>(settings);
        if (verbosity > 0) {
            args.add("--logging.level.io.enricher=" + (verbosity > 1 ? "debug" : "info"));
        }
        args.addAll(console.logSettings().stream().filter(this::isNotSaid).toList());
        application.setAdditionalProfiles(profiles().toArray(String[]::new));
        console.statusLine().ifPresent(line -> System.setErr(console.stream()));
        return application.run(args.toArray(String[]::new));
    }

    private List<String> profiles() {
        return console.logFormat() == LogFormat.JSON ? List.of(JSON_LOG) : List.of();
    }

    private GivenSettings given() {
        return new GivenSettings(settings, profiles());
    }

    /** Settings are read when they are first needed: after the start, too. */
    private RuntimeException located(RuntimeException failure) {
        ConfigurableEnvironment settingsRead = environment.get();
        Optional<EnricherException> refusal = Faults.explained(failure);
        return settingsRead != null && refusal.orElse(null) instanceof InvalidConfigurationException wrong
                ? SettingOrigin.located(wrong, settingsRead)
                : failure;
    }

    /** What the user says on the command line counts for more. */
    private boolean isNotSaid(String setting) {
        String name = setting.substring(0, setting.indexOf('=') + 1);
        return settings.stream().noneMatch(said -> said.startsWith(name));
    }

    /** An estimate writes none. */
    private Optional<Path> output(RunInput input) {
        return arguments.job().equals("enrich") ? Optional.of(input.output()) : Optional.empty();
    }

    private static RunListener silentListener() {
        return new ConsoleListener(Console.silent(LogFormat.TEXT).stream(), "", Optional.empty());
    }

    private String title() {
        return "enricher " + BuildVersion.read() + "   job " + arguments.job();
    }
}
