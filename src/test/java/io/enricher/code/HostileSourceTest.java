package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources made to hang, crash or confuse a parser end with a reason, in bounded time. */
@Timeout(120)
class HostileSourceTest {

    private final SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT);

    @AfterEach
    void close() {
        splitter.close();
    }

    @Test
    void unclosedParenthesesAreTooDeep() {
        assertThat(reason("A.java", "(".repeat(100_000))).isEqualTo(Fallback.Reason.TOO_DEEP);
        assertThat(reason("a.py", "{".repeat(5_001))).isEqualTo(Fallback.Reason.TOO_DEEP);
    }

    @Test
    void depthWithoutBracketsEndsByTheClock() {
        try (SymbolSplitter hasty =
                new SymbolSplitter(new SplitLimits(Duration.ofMillis(200), 1_000_000, 10_000, 50))) {
            SplitResult result = hasty.split("A.java", "(".repeat(100_000));

            assertThat(result.fallback()).hasValueSatisfying(fallback -> {
                assertThat(fallback.reason()).isEqualTo(Fallback.Reason.OUT_OF_TIME);
                assertThat(fallback.message()).contains("200 ms");
            });
            assertThat(hasty.split("A.java", "class A {}").symbols()).hasSize(1);
        }
    }

    @Test
    void parsingEndsByTheClock() {
        String ordinary = "class A { void b() { c(1 + 2); } }\n".repeat(20_000);
        try (SymbolSplitter hasty = new SymbolSplitter(new SplitLimits(Duration.ofMillis(1), 1_000, 1_000_000, 50))) {
            assertThat(hasty.split("A.java", ordinary).fallback().map(Fallback::reason))
                    .contains(Fallback.Reason.OUT_OF_TIME);
        }
    }

    @Test
    @Timeout(20)
    void blanksInADeclarationCostNothing() {
        String blanks = " ".repeat(4_000) + "\n".repeat(100_000);

        assertThat(splitter.split("A.java", "class A { int f(int a," + blanks + "int b)" + blanks + "{ return 1; } }")
                        .symbols())
                .extracting(Symbol::signature)
                .containsExactly("class A", "int f(int a, int b)");
        assertThat(splitter.split("a.go", "package a\nfunc (x" + blanks + "*T" + blanks + ") f() {}\n")
                        .symbols())
                .extracting(Symbol::signature, Symbol::parent)
                .containsExactly(tuple("func (x *T ) f()", "T"));
        assertThat(splitter.split(
                                "b.c", "/*" + "*\n".repeat(50_000) + "*".repeat(4_900) + "*/\nint f() { return 1; }\n")
                        .symbols())
                .hasSize(1);
    }

    @Test
    void randomBytesAreBinary() {
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);

        assertThat(reason("A.java", new String(bytes, StandardCharsets.UTF_8))).isEqualTo(Fallback.Reason.BINARY);
        assertThat(reason("A.java", new String(bytes, StandardCharsets.ISO_8859_1)))
                .isEqualTo(Fallback.Reason.BINARY);
    }

    @Test
    void randomPrintableTextEndsSomehow() {
        StringBuilder text = new StringBuilder();
        new Random(1).ints(300_000, ' ', '~').forEach(c -> text.append((char) c));

        SplitResult result = splitter.split("a.js", text.toString());

        assertThat(result.symbols()).isNotEmpty();
    }

    @Test
    void minifiedFileHasTooManySymbols() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; line.length() < 1_000_000; i++) {
            line.append("function f").append(i).append("(a,b){return a+b}");
        }

        assertThat(reason("app.min.js", line.toString())).isEqualTo(Fallback.Reason.TOO_MANY_SYMBOLS);
    }

    @Test
    void lineOfCallsWithoutEndGivesTheFirstHundred() {
        StringBuilder line = new StringBuilder("function all(){");
        for (int i = 0; line.length() < 1_000_000; i++) {
            line.append("c").append(i).append("(d);");
        }

        SplitResult result = splitter.split("app.js", line.append('}').toString());

        assertThat(result.symbols()).singleElement().satisfies(all -> {
            assertThat(all.calls()).hasSize(CallSites.LIMIT).endsWith("c99");
            assertThat(all.statementLines()).containsExactly(1);
        });
    }

    @Test
    void nestedFunctionsAreFoundUntilTheyCannotBeAProgram() {
        SplitResult result = splitter.split("a.py", nestedFunctions(60));

        assertThat(result.fallback()).isEmpty();
        assertThat(result.symbols()).hasSize(60);
        assertThat(result.symbols()).last().satisfies(last -> {
            assertThat(last.name()).isEqualTo("f59");
            assertThat(last.startLine()).isEqualTo(60);
            assertThat(last.endLine()).isEqualTo(61);
        });
        assertThat(reason("a.py", nestedFunctions(600))).isEqualTo(Fallback.Reason.TOO_DEEP);
    }

    private static String nestedFunctions(int depth) {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            nested.append(" ".repeat(i)).append("def f").append(i).append("():\n");
        }
        return nested.append(" ".repeat(depth)).append("pass\n").toString();
    }

    @Test
    void strayControlCharactersAndSurrogatesDoNotDisturb() {
        SplitResult result = splitter.split(
                "A.java",
                "class A {\n  String b = \"\u0000\uD800\u0007\";\n" + "  // x\n".repeat(100) + "  void c() {}\n}\n");

        assertThat(result.fallback()).isEmpty();
        assertThat(result.symbols()).extracting(Symbol::name).containsExactly("A", "c");
        assertThat(result.symbols().get(1).text()).isEqualTo("void c() {}");
    }

    private Fallback.Reason reason(String path, String text) {
        SplitResult result = splitter.split(path, text);
        assertThat(result.symbols()).extracting(Symbol::kind).containsOnly(SymbolKind.LINES);
        return result.fallback().orElseThrow().reason();
    }
}
