package io.enricher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build. */
final class BuildVersion {

    private static final String RESOURCE = "/META-INF/build-info.properties";

    private BuildVersion() {}

    static String read() throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                return "unknown (run from classes without a build)";
            }
            properties.load(resource);
        }
        return properties.getProperty("build.version");
    }
}
