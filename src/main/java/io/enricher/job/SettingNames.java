package io.enricher.job;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names of all settings of ours, as in {@code enricher.max-attempts}. */
public final class SettingNames {

    public static final Set<String> ALL = Set.copyOf(of("enricher", EnricherProperties.class));

    private SettingNames() {}

    private static Set<String> of(String prefix, Class<?> branch) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : branch.getRecordComponents()) {
            String name = prefix + "." + kebabCase(component.getName());
            if (component.getType().isRecord()) {
                names.addAll(of(name, component.getType()));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
