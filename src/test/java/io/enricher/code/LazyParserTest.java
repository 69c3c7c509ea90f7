package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process loads, and how it fares where the parsers cannot be loaded: each in a process of its own. */
@Timeout(120)
class LazyParserTest {

    @TempDir
    Path folder;

    @Test
    void nothingNativeIsLoadedForOtherText() throws Exception {
        assertThat(run(List.of("-verbose:class"), "notes.md", "text"))
                .contains("io.enricher.code.SymbolSplitter ")
                .contains("OTHER_LANGUAGE")
                .doesNotContain("org.treesitter");
    }

    @Test
    void onlyTheGrammarOfTheFileIsLoaded() throws Exception {
        assertThat(run(List.of("-verbose:class"), "a.py", "def a(): pass"))
                .contains("org.treesitter.TreeSitterPython ")
                .contains("symbols: a")
                .doesNotContain("org.treesitter.TreeSitterJava ");
    }

    @Test
    void unknownProcessorGivesWindowsAndAMessage() throws Exception {
        assertThat(run(List.of("-Dos.arch=mips"), "A.java", "class A {}"))
                .contains("NO_PARSER", "Does not support arch: mips")
                .contains("symbols: lines 1-1")
                .doesNotContain("\tat ");
    }

    @Test
    void unusableTemporaryDirectoryGivesWindowsAndAMessage() throws Exception {
        assertThat(run(List.of("-Djava.io.tmpdir=" + folder.resolve("missing")), "A.java", "class A {}"))
                .contains("NO_PARSER", "-Djava.io.tmpdir=DIR")
                .contains("symbols: lines 1-1");
    }

    private String run(List<String> options, String path, String text) throws IOException, InterruptedException {
        return ChildJvm.run(folder.resolve("output"), options, OneFile.class, path, text);
    }

    /** Splits its second argument under the name of its first. */
    static final class OneFile {

        private OneFile() {}

        public static void main(String[] arguments) {
            try (SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT)) {
                SplitResult result = splitter.split(arguments[0], arguments[1]);
                result.fallback().ifPresent(fallback -> System.out.println(fallback));
                System.out.println("symbols: "
                        + String.join(
                                " ", result.symbols().stream().map(Symbol::name).toList()));
            }
        }
    }
}
