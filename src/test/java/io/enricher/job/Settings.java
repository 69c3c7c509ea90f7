package io.enricher.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;

/** The settings of the jar with some of a test's own. */
final class Settings {

    private Settings() {}

    /** @param pairs such as {@code enricher.model=gpt-x} */
    static EnricherProperties of(String... pairs) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (String pair : pairs) {
            own.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        try {
            MutablePropertySources sources = new MutablePropertySources();
            sources.addLast(new MapPropertySource("own", own));
            sources.addLast(new YamlPropertySourceLoader()
                    .load("jar", new ClassPathResource("application.yml"))
                    .get(0));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("enricher", Bindable.of(EnricherProperties.class))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
