package io.enricher.job;

import io.enricher.domain.InvalidConfigurationException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;

/** Where a setting was set, in words for a person: of several places the one that counts. */
public final class SettingOrigin {

    /** As Boot describes a file of configuration. */
    private static final Pattern FILE = Pattern.compile("(?:URL|file) \\[(?:file:)?([^]]*)]");

    /** As Boot ends the description of what is said there. */
    private static final String COMMAND_LINE = "from property source \"commandLineArgs\"";

    private SettingOrigin() {}

    /** The same refusal with the place, if what is wrong is a setting that somebody set. */
    public static InvalidConfigurationException located(
            InvalidConfigurationException refusal, ConfigurableEnvironment environment) {
        String message = String.valueOf(refusal.getMessage());
        return settingOf(message)
                .flatMap(name -> find(name, environment))
                .map(place -> new InvalidConfigurationException(message + " (it is set " + place + ")", refusal))
                .orElse(refusal);
    }

    private static Optional<String> settingOf(String message) {
        return SettingNames.ALL.stream()
                .filter(name -> message.startsWith(name + " "))
                .max(Comparator.comparingInt(String::length));
    }

    private static Optional<String> find(String name, ConfigurableEnvironment environment) {
        ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
        for (var source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(property);
            if (found != null) {
                return Optional.ofNullable(found.getOrigin()).map(SettingOrigin::words);
            }
        }
        return Optional.empty();
    }

    /** Such as {@code in config/application.yml, line 14}. */
    static String words(Origin found) {
        Origin origin = innermost(found);
        if (origin instanceof TextResourceOrigin text && text.getLocation() != null) {
            return "in " + file(text) + ", line " + (text.getLocation().getLine() + 1);
        }
        if (origin instanceof SystemEnvironmentOrigin variable) {
            return "by the environment variable " + variable.getProperty();
        }
        String other = origin.toString();
        return other.endsWith(COMMAND_LINE) ? "on the command line" : "by " + other;
    }

    /** Boot wraps the place in a file into one that names its source. */
    private static Origin innermost(Origin origin) {
        Origin inner = origin instanceof OriginProvider wrapper ? wrapper.getOrigin() : null;
        return inner == null || inner == origin ? origin : innermost(inner);
    }

    private static String file(TextResourceOrigin origin) {
        String description =
                origin.getResource() == null ? "a file" : origin.getResource().getDescription();
        Matcher file = FILE.matcher(description);
        return file.find() ? file.group(1) : description;
    }
}
