package io.enricher.cli;

import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.NearestName;
import io.enricher.job.SettingNames;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks the settings in environment variables, such as {@code ENRICHER_CONCURRENCY}, which Spring would pass over in
 * silence if they are mistyped.
 */
final class SettingVariables {

    private static final String PREFIX = "ENRICHER_";

    /** One letter in so many may be wrong: a variable that is further from all settings is somebody else's. */
    private static final int SHARE = 8;

    /** What Spring compares, without dots, dashes and underscores, to the setting's name. */
    private static final Map<String, String> SETTINGS =
            SettingNames.ALL.stream().collect(Collectors.toMap(SettingVariables::letters, Function.identity()));

    private SettingVariables() {}

    /**
     * @param names of all variables
     * @throws InvalidConfigurationException if one is nearly a setting of ours; says which
     */
    static void check(Collection<String> names) {
        for (String name : names) {
            String letters = letters(name);
            if (name.startsWith(PREFIX) && !SETTINGS.containsKey(letters)) {
                NearestName.of(letters, SETTINGS.keySet(), SHARE)
                        .map(SETTINGS::get)
                        .ifPresent(meant -> {
                            throw new InvalidConfigurationException("the environment variable " + name
                                    + " is no setting. Did you mean " + variable(meant) + " (" + meant + ")?");
                        });
            }
        }
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
