package io.enricher.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolSplitterTest {

    private final SymbolSplitter splitter = new SymbolSplitter(SplitLimits.DEFAULT);

    @AfterEach
    void close() {
        splitter.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sample.java",
                "Sample.py",
                "Sample.js",
                "Sample.ts",
                "Sample.tsx",
                "sample.go",
                "sample.rs",
                "sample.c",
                "sample.cpp",
                "sample.rb",
                "Sample.cs",
                "Sample.kt",
                "sample.php",
                "Sample.scala"
            })
    void everyLanguageGivesItsSymbols(String file) throws IOException {
        SplitResult result = splitter.split("src/" + file, resource(file));

        assertThat(result.fallback()).isEmpty();
        assertThat(SymbolLines.of(result.symbols())).isEqualTo(resource(file + ".symbols"));
    }

    /** A query that does not fit its grammar fails when it is compiled, with the first file of the language. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyQueryFitsItsGrammar(Language language) {
        String path = "a." + (language == Language.TSX ? "tsx" : extension(language));

        SplitResult result = splitter.split(path, "x");

        assertThat(result.language()).isEqualTo(language.id());
        assertThat(result.fallback().map(Fallback::reason)).hasValueSatisfying(reason -> assertThat(reason)
                .isIn(Fallback.Reason.NO_SYMBOLS, Fallback.Reason.NOT_PARSED));
    }

    @ParameterizedTest
    @CsvSource({
        "A.JAVA, java",
        "dir.py/a.go, go",
        "C:\\src\\a.rs, rust",
        "a.d.ts, typescript",
        "a.jsx, javascript",
        "a.pyi, python",
        "Makefile, text",
        "README.md, text",
        ".java, java",
        "java, text"
    })
    void languageFollowsTheExtension(String path, String language) {
        assertThat(splitter.split(path, "x").language()).isEqualTo(language);
    }

    @Test
    void headerIsCppWhenItSaysSo() {
        assertThat(splitter.split("a.h", "struct a { int b; };").language()).isEqualTo("c");
        assertThat(splitter.split("a.h", "extern \"C\" {\nint f(void) { return 1; }\n}\n")
                        .language())
                .isEqualTo("c");
        assertThat(splitter.split("a.h", "#pragma once\nnamespace x { int f() { return 1; } }\n")
                        .language())
                .isEqualTo("cpp");
    }

    @Test
    void byteOrderMarkAndLineEndingsChangeNothing() {
        String plain = "class A {\n    void b() {\n    }\n}\n";

        SplitResult marked = splitter.split("A.java", "\uFEFF" + plain.replace("\n", "\r\n"));

        assertThat(marked).isEqualTo(splitter.split("A.java", plain));
        assertThat(marked.symbols()).extracting(Symbol::startLine).containsExactly(1, 2);
    }

    @Test
    void namesAndTextsAreWholeBehindEmojiAndIdeographs() {
        SplitResult result = splitter.split(
                "a.py",
                "# \uD83D\uDE00\u0000\ndef \u6570\u3048\u308B(\u5024):\n    return '\uD83D\uDE80'\n\ndef b(): pass\n");

        assertThat(result.symbols()).extracting(Symbol::name).containsExactly("\u6570\u3048\u308B", "b");
        assertThat(result.symbols().get(0).text()).endsWith("return '\uD83D\uDE80'");
        assertThat(result.symbols().get(1).text()).isEqualTo("def b(): pass");
    }

    @Test
    void brokenSourcesGiveWhatCanBeFound() {
        String conflict = "class A {\n<<<<<<< HEAD\n  void b() {}\n=======\n  void c() {}\n>>>>>>> other\n}\n";

        assertThat(splitter.split("A.java", conflict).symbols())
                .extracting(Symbol::name)
                .contains("A", "b", "c");
        assertThat(splitter.split("a.py", "def a(:\n  return\n\ndef b():\n  return 1\n")
                        .symbols())
                .extracting(Symbol::name)
                .contains("b");
    }

    @Test
    void emptyFileHasNoSymbolsAndNeedsNoWindows() {
        for (String text : new String[] {"", "\uFEFF", " \n\n"}) {
            SplitResult result = splitter.split("A.java", text);

            assertThat(result.symbols()).isEmpty();
            assertThat(result.fallback()).isEmpty();
        }
    }

    @Test
    void fileWithoutSymbolsIsGivenAsWindows() {
        SplitResult script = splitter.split("a.py", "print(1)\n");
        SplitResult broken = splitter.split("A.java", "%%% ((( nonsense\n");

        assertThat(script.fallback().map(Fallback::reason)).contains(Fallback.Reason.NO_SYMBOLS);
        assertThat(script.symbols()).extracting(Symbol::text).containsExactly("print(1)");
        assertThat(broken.fallback().map(Fallback::reason)).contains(Fallback.Reason.NOT_PARSED);
        assertThat(broken.symbols()).extracting(Symbol::kind).containsExactly(SymbolKind.LINES);
    }

    @Test
    void otherTextIsGivenAsWindows() {
        SplitResult result = splitter.split("notes.md", "# Title\n\ntext\n");

        assertThat(result.fallback().map(Fallback::reason)).contains(Fallback.Reason.OTHER_LANGUAGE);
        assertThat(result.symbols()).singleElement().satisfies(window -> assertThat(window.name())
                .isEqualTo("lines 1-3"));
    }

    @ParameterizedTest
    @CsvSource({
        "'void Foo::bar() {}', bar, Foo, Foo::bar",
        "'void a::Foo<b::C>::bar() {}', bar, Foo, a::Foo<b::C>::bar",
        "'int ns::\n  Foo ::bar() { return 1; }', bar, Foo, ns::Foo::bar",
        "'bool Foo::operator<(Foo o) { return x::y < o; }', operator<, Foo, Foo::operator<",
        "'void operators::run() {}', run, operators, operators::run",
        "'template <> struct hash<a::B> { int c; };', hash, '', hash"
    })
    void namesOfCppAreTakenApartOutsideTemplateArguments(String code, String name, String parent, String qualified) {
        assertThat(splitter.split("a.cpp", code.replace("\\n", "\n")).symbols())
                .extracting(Symbol::name, Symbol::parent, Symbol::qualifiedName)
                .containsExactly(tuple(name, parent, qualified));
    }

    @Test
    void typeOfRubyIsNamedWithoutWhatItIsIn() {
        assertThat(splitter.split("a.rb", "class Shop::Basket\n  def <<(item)\n  end\nend\n")
                        .symbols())
                .extracting(Symbol::name, Symbol::parent, Symbol::qualifiedName)
                .containsExactly(tuple("Basket", "Shop", "Shop::Basket"), tuple("<<", "Basket", "Shop::Basket::<<"));
    }

    @Test
    void functionGivenToAVariableLaterIsASymbol() {
        for (String path : List.of("a.js", "a.ts", "a.tsx")) {
            assertThat(splitter.split(path, "let run;\nrun = function () { go(); };\nx = 1;\n")
                            .symbols())
                    .extracting(Symbol::name, Symbol::calls)
                    .containsExactly(tuple("run", List.of("go")));
        }
    }

    @Test
    void callsOfASymbolAreTheFirstHundred() {
        String calls =
                IntStream.range(0, 150).mapToObj(i -> "    f" + i + "(f0())\n").collect(Collectors.joining());

        assertThat(splitter.split("a.py", "def a():\n" + calls).symbols().get(0).calls())
                .hasSize(CallSites.LIMIT)
                .startsWith("f0", "f1")
                .endsWith("f99");
    }

    @Test
    void splittersOfTwoThreadsDoNotDisturbEachOther() throws Exception {
        String source = resource("Sample.java") + "\n".repeat(3) + "class Late { void end() {} }\n";
        SplitResult expected = splitter.split("A.java", source);
        Callable<List<SplitResult>> manyTimes = () -> {
            try (SymbolSplitter own = new SymbolSplitter(SplitLimits.DEFAULT)) {
                return IntStream.range(0, 100)
                        .mapToObj(i -> own.split("A.java", source))
                        .toList();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Future<List<SplitResult>> results : threads.invokeAll(List.of(manyTimes, manyTimes))) {
                assertThat(results.get()).hasSize(100).containsOnly(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void missingParserIsOneMessageAndWindows() {
        Map<Language, Integer> loads = new EnumMap<>(Language.class);
        Grammar.Source source = language -> {
            loads.merge(language, 1, Integer::sum);
            throw new UnsatisfiedLinkError("wrong ELF class");
        };
        SplitLimits limits = SplitLimits.DEFAULT;
        try (SymbolSplitter without = new SymbolSplitter(limits, () -> new SyntaxParser(source, limits))) {
            SplitResult first = without.split("A.java", "class A {}\n");
            SplitResult second = without.split("B.java", "class B {}\n");

            assertThat(first.fallback()).hasValueSatisfying(fallback -> {
                assertThat(fallback.reason()).isEqualTo(Fallback.Reason.NO_PARSER);
                assertThat(fallback.message()).contains("java", "wrong ELF class", "-Djava.io.tmpdir");
            });
            assertThat(first.symbols()).extracting(Symbol::text).containsExactly("class A {}");
            assertThat(second.fallback()).isEqualTo(first.fallback());
            assertThat(loads).containsExactly(Map.entry(Language.JAVA, 1));
        }
    }

    private static String extension(Language language) {
        return switch (language) {
            case PYTHON -> "py";
            case JAVASCRIPT -> "js";
            case TYPESCRIPT -> "ts";
            case RUST -> "rs";
            case RUBY -> "rb";
            case CSHARP -> "cs";
            case KOTLIN -> "kt";
            default -> language.id();
        };
    }

    static String resource(String name) throws IOException {
        try (InputStream in = SymbolSplitterTest.class.getResourceAsStream("/code/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
