package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageNamesTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    src/shop/Order.java, src/shop/Order.java.md
                    pkg/__init__.py,     pkg/__init__.py.md
                    ../../etc/passwd,    ~2e~~2e~/~2e~~2e~/etc/passwd.md
                    /etc/passwd,         ~/etc/passwd.md
                    C:\\x.java,           C~3a~~5c~x.java.md
                    .github/x.yml,       ~2e~github/x.yml.md
                    a./b,                a~2e~/b.md
                    src/con/AUX.java,    src/~63~on/~41~UX.java.md
                    pages/[id].tsx,      pages/~5b~id~5d~.tsx.md
                    'a b#c?d%2e~',       a~20~b~23~c~3f~d~25~2e~7e~.md
                    grün.c,              gr~fc~n.c.md
                    index,               ~2/index.md
                    README,              ~2/README.md
                    docs/index,          docs/index.md
                    '',                  ~.md
                    """)
    void nameFollowsThePathWhereItCan(String path, String name) {
        assertThat(new PageNames().nameFor(path)).isEqualTo(name);
    }

    @Test
    void manyWhoWantTheSameNameDoNotCountUpEach() {
        PageNames names = new PageNames();

        Set<String> given = IntStream.range(0, 1 << 16)
                .mapToObj(
                        bits -> names.nameFor(inCases("abcdefghijklmnop", bits)).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(given).hasSize(1 << 16).contains("abcdefghijklmnop.md", "~65536/abcdefghijklmnop.md");
    }

    private static String inCases(String letters, int bits) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            name.append((bits >> i & 1) == 1 ? Character.toUpperCase(letter) : letter);
        }
        return name.toString();
    }

    @Test
    void namesDifferInMoreThanCaseAndNoFileIsWhereAFolderIs() {
        PageNames names = new PageNames();

        assertThat(Stream.of("src/A.java", "src/a.java", "SRC/a.java", "a", "a.md/b", "c.md/d", "c")
                        .map(names::nameFor))
                .containsExactly(
                        "src/A.java.md",
                        "~2/src/a.java.md",
                        "~3/SRC/a.java.md",
                        "a.md",
                        "~2/a.md/b.md",
                        "c.md/d.md",
                        "~2/c.md");
    }

    @Test
    void longNamesAreCutAndStayApart() {
        PageNames names = new PageNames();
        String start = "n".repeat(300);

        String first = names.nameFor("a/" + start + "1.java");
        String second = names.nameFor("a/" + start + "2.java");
        String deep = names.nameFor("d/".repeat(2_000) + "x.java");

        assertThat(first).startsWith("a/nnn").hasSizeLessThan(200).isNotEqualTo(second);
        assertThat(deep).endsWith("/x.java.md").hasSizeLessThan(200);
    }

    @Property(tries = 300, seed = "1")
    void namesAreDistinctInsideAndNeedNoEscape(@ForAll @Size(max = 12) List<@From("paths") String> paths) {
        PageNames names = new PageNames();

        List<String> given = paths.stream().distinct().map(names::nameFor).toList();

        assertThat(given.stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
        assertThat(given).allSatisfy(name -> {
            assertThat(name).matches("[A-Za-z0-9._+@~/-]+\\.md").doesNotStartWith("/");
            assertThat(Path.of("docs").resolve(name).normalize()).hasToString("docs/" + name);
            assertThat(name.split("/")).allSatisfy(segment -> assertThat(segment)
                    .hasSizeLessThan(200)
                    .doesNotStartWith(".")
                    .doesNotEndWith("."));
        });
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "..", ".", "", "/", "a", "A", "b.java", "B.java", "index", "a.md", "nul", "\\", "~2",
                                "\n"),
                        Arbitraries.strings().all().ofMaxLength(4))
                .list()
                .ofMaxSize(4)
                .map(segments -> String.join("/", segments));
    }
}
