package io.enricher.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings as a run would find them, read without starting one. */
final class RunSettings {

    private final ConfigurableEnvironment environment;

    private RunSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    static RunSettings read(GivenSettings given) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        LoggingSystem logging = LoggingSystem.get(RunSettings.class.getClassLoader());
        // Until it is initialised, the log would go to the standard output.
        logging.beforeInitialize();
        try {
            environment
                    .getPropertySources()
                    .addFirst(new SimpleCommandLinePropertySource(
                            given.arguments().toArray(String[]::new)));
            ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, given.profiles());
            return new RunSettings(environment);
        } finally {
            logging.initialize(new LoggingInitializationContext(environment), null, null);
        }
    }

    /** What a setting says; empty if it is blank or not there. */
    Optional<String> text(String name) {
        return Binder.get(environment)
                .bind(name, String.class)
                .map(Optional::of)
                .orElse(Optional.empty())
                .filter(value -> !value.isBlank());
    }

    /** The configuration files outside the jar. */
    List<String> files() {
        return StateDirectory.configurationFiles(environment);
    }

    /** Absolute. */
    Path stateDirectory() {
        Path path = Path.of(text("enricher.state-dir").orElse(".enricher"))
                .toAbsolutePath()
                .normalize();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("state directory", Map.of("enricher.state-dir", path.toString())));
        return path;
    }

    /** All settings of ours, checked as at the start of a run. */
    EnricherProperties properties() {
        BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        return Binder.get(environment)
                .bind("enricher", Bindable.of(EnricherProperties.class), strict)
                .get();
    }
}
