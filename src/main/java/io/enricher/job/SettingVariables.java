package io.enricher.job;

import io.enricher.domain.EditDistance;
import io.enricher.domain.InvalidConfigurationException;
import io.enricher.domain.NearestName;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks the settings in environment variables, such as {@code ENRICHER_CONCURRENCY}, which Spring would pass over in
 * silence if they are mistyped.
 */
public final class SettingVariables {

    private static final String PREFIX = "ENRICHER_";

    /** One letter in so many may be wrong: a variable that is further from all settings is somebody else's. */
    private static final int SHARE = 6;

    /** What Spring compares, without the prefix, dots, dashes and underscores, to the setting's name. */
    private static final Map<String, String> SETTINGS =
            SettingNames.ALL.stream().collect(Collectors.toMap(SettingVariables::letters, Function.identity()));

    private SettingVariables() {}

    /**
     * @param names of all variables
     * @throws InvalidConfigurationException if one is nearly a setting of ours; says which
     */
    public static void check(Collection<String> names) {
        for (String name : names) {
            if (name.startsWith(PREFIX)) {
                nearest(letters(name)).ifPresent(meant -> {
                    throw new InvalidConfigurationException("the environment variable " + name
                            + " is no setting. Did you mean " + variable(meant) + " (" + meant + ")?");
                });
            }
        }
    }

    /** Empty if it is a setting, or none is near. */
    private static Optional<String> nearest(String letters) {
        return SETTINGS.containsKey(letters)
                ? Optional.empty()
                : NearestName.of(letters, SETTINGS.keySet(), SHARE)
                        .filter(name -> EditDistance.between(letters, name) <= letters.length() / SHARE)
                        .map(SETTINGS::get);
    }

    private static String letters(String name) {
        return name.substring(PREFIX.length()).replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static String variable(String setting) {
        return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
