package io.enricher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks are started by hand only, so nothing else would tell when a change of ours breaks them. */
class BenchSourcesTest {

    @TempDir
    Path classes;

    @Test
    void everyBenchmarkCompilesAgainstTheCodeAsItIs() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());

            compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        }

        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static List<Path> sources() throws IOException {
        Path bench = Path.of("bench");
        try (Stream<Path> files = Files.walk(bench)) {
            // The empty application has a build of its own.
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(bench.resolve("empty-app")))
                    .toList();
            assertThat(sources).isNotEmpty();
            return sources;
        }
    }
}
