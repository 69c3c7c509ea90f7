package io.enricher.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** The settings of the jar with some of a test's own. */
final class Settings {

    private Settings() {}

    /** @param pairs such as {@code enricher.model=gpt-x} */
    static EnricherProperties of(String... pairs) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (String pair : pairs) {
            own.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return over(List.of(new MapPropertySource("own", own)));
    }

    /** The settings of the jar under those of a file. */
    static EnricherProperties of(Path file) throws IOException {
        return over(new YamlPropertySourceLoader().load("file", new FileSystemResource(file)));
    }

    /** The settings of the jar with its profile {@code local}. */
    static EnricherProperties ofProfileLocal() {
        try {
            return over(new YamlPropertySourceLoader()
                    .load("jar", new ClassPathResource("application.yml"))
                    .subList(1, 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the first document of a file says, by full name; the empty text where it says nothing. */
    static Map<String, String> in(Resource file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        PropertySource<?> source =
                new YamlPropertySourceLoader().load("file", file).get(0);
        for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
            values.put(name, String.valueOf(source.getProperty(name)));
        }
        return values;
    }

    private static EnricherProperties over(List<? extends PropertySource<?>> own) {
        try {
            MutablePropertySources sources = new MutablePropertySources();
            own.forEach(sources::addLast);
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
