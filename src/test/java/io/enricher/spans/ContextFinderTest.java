package io.enricher.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.enricher.domain.ContextSpan;
import io.enricher.domain.ContextSpan.Relation;
import io.enricher.input.InputFiles;
import io.enricher.recipe.ContextRules;
import io.enricher.store.Schema;
import io.enricher.store.SqlDialect;
import io.enricher.store.Vectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real model and a real database. */
class ContextFinderTest {

    private static final String LISTS =
            """
            class Lists {
                int sum(int[] numbers) {
                    int sum = 0;
                    for (int number : numbers) {
                        sum += number;
                    }
                    return sum;
                }
                int average(int[] numbers) {
                    return sum(numbers) / numbers.length;
                }
            }
            """;

    private static final String TOTALS =
            """
            class Totals {
                long total(long[] values) {
                    long total = 0;
                    for (long value : values) {
                        total += value;
                    }
                    return total;
                }
            }
            """;

    @TempDir
    private Path folder;

    private SourceFolder source;
    private InputFiles chunks;
    private SymbolIndex symbols;
    private JdbcDataSource database;

    @BeforeEach
    void readTheSource() {
        source = new SourceFolder(folder)
                .with("Lists.java", LISTS)
                .with("Totals.java", TOTALS)
                .with("Greeter.java", "class Greeter {\n    void greet() { System.out.println(\"hello\"); }\n}\n");
        chunks = source.chunks();
        symbols = SymbolIndex.of(chunks, () -> {});
        database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("db") + ";DB_CLOSE_DELAY=-1");
        new Schema(database, SqlDialect.of(database)).bringUpToDate();
    }

    @Test
    void whatMeansTheSameIsNearWhereverItStands() {
        long sum = number("sum");

        List<ContextSpan> context =
                finder(new ContextRules(3, 0, false), false).find(List.of(sum)).get(sum);

        assertThat(context)
                .filteredOn(span -> span.label().equals("Totals.java:Totals.total"))
                .singleElement()
                .satisfies(total -> {
                    assertThat(total.signature()).isEqualTo("long total(long[] values)");
                    assertThat(total.similarity()).isBetween(0.5, 1.0);
                });
        assertThat(context).noneMatch(span -> span.label().contains("greet"));
        assertThat(context).extracting(ContextSpan::similarity).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(context).extracting(ContextSpan::number).doesNotContain(sum);
    }

    @Test
    void aLongSignatureIsCutBetweenCharacters() {
        String face = "\uD83D\uDE00";
        SourceFolder faces = new SourceFolder(folder.resolve("faces"))
                .with("a.py", "def called(x='" + face.repeat(200) + "'):\n    pass\n\n\ndef caller():\n    called()\n")
                .with(
                        "b.py",
                        "def called_b(xy='" + face.repeat(200) + "'):\n    pass\n\n\ndef other():\n    called_b()\n");
        InputFiles input = faces.chunks();
        SymbolIndex index = SymbolIndex.of(input, () -> {});
        ContextFinder finder = new ContextFinder(
                input,
                index,
                new ContextRules(0, 3, false),
                new Vectors(database, SqlDialect.of(database)),
                faces.progress(),
                () -> false);

        assertThat(finder.find(index.numbers()).values())
                .flatExtracting(spans -> spans)
                .extracting(ContextSpan::signature)
                .filteredOn(signature -> signature.endsWith("…"))
                .hasSize(2)
                .allSatisfy(signature -> assertThat(
                                StandardCharsets.UTF_8.newEncoder().canEncode(signature))
                        .isTrue());
    }

    @Test
    void callersAndCalledAreFoundByName() {
        Map<Long, List<ContextSpan>> found =
                finder(new ContextRules(0, 3, false), false).find(List.of(number("sum"), number("average")));

        assertThat(found.get(number("sum")))
                .extracting(ContextSpan::relation, ContextSpan::label)
                .containsExactly(tuple(Relation.CALLER, "Lists.java:Lists.average"));
        assertThat(found.get(number("average")))
                .extracting(ContextSpan::relation, ContextSpan::label)
                .containsExactly(tuple(Relation.CALLED, "Lists.java:Lists.sum"));
    }

    @Test
    void eachSymbolHasAVector() {
        ContextFinder finder = finder(new ContextRules(1, 0, false), false);
        finder.find(symbols.numbers());

        assertThat(symbols.numbers()).allSatisfy(number -> assertThat(finder.vectorOf(number))
                .hasValueSatisfying(vector -> assertThat(vector).hasSize(384)));
    }

    @Test
    void aStopEndsTheSearch() {
        ContextFinder finder = finder(new ContextRules(3, 3, false), true);

        assertThatThrownBy(() -> finder.find(symbols.numbers())).isInstanceOf(CancellationException.class);
    }

    private ContextFinder finder(ContextRules rules, boolean stopped) {
        Vectors vectors = new Vectors(database, SqlDialect.of(database));
        return new ContextFinder(chunks, symbols, rules, vectors, source.progress(), () -> stopped);
    }

    private long number(String name) {
        return symbols.numbers().stream()
                .filter(number -> symbols.node(number).name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
