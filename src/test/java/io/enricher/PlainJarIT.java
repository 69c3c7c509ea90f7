package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar for programs that bring the libraries themselves. */
class PlainJarIT {

    @Test
    void holdsOurClassesAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target/enricher-plain.jar").toFile())) {
            List<String> classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes)
                    .contains("io/enricher/completion/BatchCompletions.class")
                    .allSatisfy(name -> assertThat(name).startsWith("io/enricher/"));
        }
    }
}
