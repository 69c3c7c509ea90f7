package io.enricher.job;

import java.util.List;

/**
 * What a command says of settings, for those who read them without starting the application.
 *
 * @param arguments {@code --name=value}
 * @param profiles  Spring profiles beside those of the configuration
 */
public record GivenSettings(List<String> arguments, List<String> profiles) {

    public GivenSettings {
        arguments = List.copyOf(arguments);
        profiles = List.copyOf(profiles);
    }
}
