package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of a text that are lines of the file, and those on which it can be cut. */
class TextLinesTest {

    private static final String STATEMENT = "int value = 12345678;";

    private final SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT);

    @AfterEach
    void close() {
        splitter.close();
    }

    @ParameterizedTest
    @CsvSource({"Sample.java", "Sample.py", "sample.rb", "Sample.kt", "Sample.cs", "Sample.scala", "sample.cpp"})
    void everyLineOfASkeletonBeginsAsItsLineInTheFile(String file) throws IOException {
        String source = SymbolSplitterTest.resource(file);
        List<String> lines = source.lines().toList();

        List<Symbol> skeletons = splitter.split(file, source).symbols().stream()
                .filter(symbol -> !symbol.textLines().isEmpty())
                .toList();

        assertThat(skeletons).isNotEmpty().allSatisfy(symbol -> {
            List<String> text = symbol.text().lines().toList();
            assertThat(symbol.textLines()).hasSameSizeAs(text).startsWith(symbol.startLine());
            for (int i = 0; i < text.size(); i++) {
                String kept = text.get(i).replaceFirst("(\\{ )?\\.\\.\\..*", "").strip();
                assertThat(lines.get(symbol.textLines().get(i) - 1)).contains(kept);
            }
        });
    }

    @Test
    void textWithoutElidedLinesNeedsNone() {
        List<Symbol> symbols = splitter.split("A.java", "class A {\n  void b() { c(); }\n  void d() {\n  }\n}\n")
                .symbols();

        assertThat(symbols).extracting(Symbol::textLines).containsExactly(List.of(1, 2, 3, 5), List.of(), List.of());
        assertThat(splitter.split("A.java", "class A {\n  void b() { c(); }\n}\n")
                        .symbols())
                .extracting(Symbol::textLines)
                .containsExactly(List.of(), List.of());
    }

    @Test
    void longMethodSaysWhereItsStatementsBegin() {
        String body = ("    if (a) {\n      " + STATEMENT + "\n    }\n    // no statement\n").repeat(100);

        Symbol method = splitter.split("A.java", "class A {\n  void b() {\n" + body + "  }\n}\n")
                .symbols()
                .get(1);

        assertThat(method.statementLines()).hasSize(100).startsWith(2, 6, 10).endsWith(398);
        assertThat(method.text().lines().toList().get(397)).contains("if (a)");
    }

    @Test
    void longSkeletonSaysWhereItsMembersBegin() {
        String members = ("  void member() {\n    " + STATEMENT + "\n  }\n\n").repeat(200);

        Symbol type = splitter.split("A.java", "\nclass A {\n" + members + "}\n")
                .symbols()
                .get(0);

        assertThat(type.statementLines()).hasSize(200).startsWith(2, 4, 6).endsWith(400);
        assertThat(type.textLines()).startsWith(2, 3, 6, 7, 10);
    }

    @Test
    void textOfFourThousandCharactersIsNotLong() {
        String call = "void b() { c(\"%s\"); }";
        int room = StatementLines.LONG_TEXT - call.formatted("").length();

        assertThat(statementLines("A.java", "class A {" + call.formatted("x".repeat(room)) + "}", 1))
                .isEmpty();
        assertThat(statementLines("A.java", "class A {" + call.formatted("x".repeat(room + 1)) + "}", 1))
                .containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a.py, 'def f():', x = 12345678, ''",
        "a.go, 'package a; func f() {', x = 12345678, '}'",
        "a.rs, 'fn f() {', let x = 12345678;, '}'",
        "a.kt, 'fun f() {', x = 12345678, '}'",
        "a.rb, 'def f', x = 12345678, end",
        "a.js, 'const f = () => {', x = 12345678;, '}'",
        "a.ts, 'function f() {', x = 12345678;, '}'",
        "a.c, 'int f() {', x = 12345678;, '}'",
        "a.cpp, 'int f() {', x = 12345678;, '}'",
        "a.php, '<?php function f() {', $x = 12345678;, '}'",
        "a.scala, 'def f() = {', val x = 12345678, '}'",
        "a.cs, 'void f() {', x = 12345678;, '}'"
    })
    void statementsAreFoundInEveryLanguage(String path, String head, String statement, String end) {
        String source = head + "\n" + ("  " + statement + "\n").repeat(400) + end + "\n";

        assertThat(statementLines(path, source, 0))
                .hasSize(400)
                .startsWith(2, 3)
                .endsWith(401);
    }

    private List<Integer> statementLines(String path, String source, int symbol) {
        return splitter.split(path, source).symbols().get(symbol).statementLines();
    }
}
