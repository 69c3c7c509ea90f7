package io.enricher.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class BuildVersion {

    private static final String RESOURCE = "/META-INF/build-info.properties";

    private BuildVersion() {}

    public static String read() {
        Properties properties = new Properties();
        try (InputStream resource = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                return "unknown (run from classes without a build)";
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return properties.getProperty("build.version");
    }
}
