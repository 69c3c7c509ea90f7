package io.enricher.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.enricher.domain.Comparison;
import io.enricher.domain.Comparison.Change;
import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.RowDifference;
import io.enricher.domain.RowDifference.Field;
import io.enricher.domain.UsageException;
import io.enricher.input.ReaderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputComparisonTest {

    private static final List<RecipeFields> RECIPES = List.of(
            new RecipeFields("short", List.of("level")),
            new RecipeFields("roadmap", List.of("tldr", "level")),
            new RecipeFields("other", List.of("summary")));
    private static final String HEADER = "topic,tldr,level,enrichment_status,enrichment_source\n";

    @TempDir
    private Path folder;

    private final List<RowDifference> differences = new ArrayList<>();

    @Test
    void rowsThatDifferAreToldWithTheirInputAndTheFieldsThatDo() {
        String a = file("a.csv", HEADER + "\"x\ny\",one,easy,ok,model\nz,two,easy,ok,cache\n");
        String b = file("b.csv", HEADER + "\"x\ny\",one,hard,ok,model\nz,two,easy,ok,model\n");

        Comparison comparison = compare(a, b);

        assertThat(comparison.rows()).isEqualTo(2);
        assertThat(comparison.differing()).isEqualTo(1);
        assertThat(comparison.fieldsKnownBy()).isEqualTo("fields of the recipe roadmap");
        assertThat(comparison.fields())
                .containsExactly(
                        new Comparison.Field("tldr", 0, List.of()),
                        new Comparison.Field("level", 1, List.of(new Change("easy", "hard", 1))));
        assertThat(differences)
                .containsExactly(
                        new RowDifference(1, Map.of("topic", "x\ny"), List.of(new Field("level", "easy", "hard"))));
    }

    @Test
    void changesAreCountedMostFrequentFirstAndLongValuesNotAmongThem() {
        String rowsOfA = rows(9, n -> "t" + n + ",text,easy,ok,model");
        String rowsOfB = rows(
                9,
                n -> "t" + n + "," + "long".repeat(20) + "," + (n < 3 ? "medium" : n < 8 ? "hard" : "easy")
                        + ",ok,model");

        Comparison comparison = compare(file("a.csv", HEADER + rowsOfA), file("b.csv", HEADER + rowsOfB));

        assertThat(comparison.fields())
                .containsExactly(
                        new Comparison.Field("tldr", 9, List.of()),
                        new Comparison.Field(
                                "level", 7, List.of(new Change("easy", "hard", 5), new Change("easy", "medium", 2))));
    }

    @Test
    void csvAndJsonOfTheSameAnswersDoNotDiffer() {
        String csv = file(
                "a.csv",
                "topic,n,tldr,level,enrichment_status\nx,1.10,\"[\"\"p\"\",{\"\"q\"\":2}]\",,ok\n\"y\"\"\",2,plain,3,ok\n");
        String lines = file(
                "b.jsonl",
                """
                {"topic":"x","n":1.10,"tldr":["p",{"q":2}],"level":null,"enrichment_status":"ok"}
                {"topic":"y\\"","n":2,"tldr":"plain","level":3,"enrichment_status":"ok"}
                """);
        String array = file(
                "c.json",
                """
                [{"topic":"x","n":1.10,"tldr":["p",{"q":2}],"level":null,"enrichment_status":"ok"},
                 {"topic":"y\\"","n":2,"tldr":"changed","level":3,"enrichment_status":"ok"}]
                """);

        assertThat(compare(csv, lines).differing()).isZero();
        assertThat(compare(lines, array).differing()).isEqualTo(1);
        assertThat(differences).extracting(RowDifference::row).containsExactly(2L);
    }

    @Test
    void fieldsWithAPrefixAreThoseWithoutIt() {
        String a = file("a.csv", HEADER + "x,one,easy,ok,model\n");
        String b = file("b.csv", "topic,ai_tldr,ai_level,enrichment_status\nx,one,hard,ok\n");

        Comparison comparison = compare(a, b);

        assertThat(comparison.fieldsKnownBy())
                .isEqualTo(
                        "fields of the recipe roadmap in a, fields of the recipe roadmap behind the prefix ai_ in b");
        assertThat(comparison.fields())
                .extracting(Comparison.Field::name, Comparison.Field::differing)
                .containsExactly(tuple("tldr", 0L), tuple("level", 1L));
    }

    @Test
    void fieldsOfOneAloneAreNamedAndNotCompared() {
        List<RecipeFields> recipes = List.of(
                new RecipeFields("before", List.of("tldr")), new RecipeFields("after", List.of("level", "tldr")));
        String a = file("a.csv", "topic,tldr,enrichment_status\nx,one,ok\n");
        String b = file("b.csv", "topic,level,tldr,enrichment_status\nx,easy,two,failed\n");

        Comparison comparison = OutputComparison.of(a, b, ReaderSettings.DETECT, List.of(), recipes)
                .compare(differences::add);

        assertThat(comparison.onlyInA()).isEmpty();
        assertThat(comparison.onlyInB()).containsExactly("level");
        assertThat(comparison.fields()).extracting(Comparison.Field::name).containsExactly("tldr");
        assertThat(comparison.failedOnlyInA()).isZero();
        assertThat(comparison.failedOnlyInB()).isEqualTo(1);
    }

    @Test
    void whatPartsTheCellsMayBeNamed() {
        String a = file("a.csv", "topic|tldr|level|enrichment_status\nx,y|one|easy|ok\n");
        String b = file("b.csv", "topic|tldr|level|enrichment_status\nx,y|two|easy|ok\n");
        ReaderSettings bars = new ReaderSettings(Optional.of("|"), Optional.empty());

        assertThat(OutputComparison.of(a, b, bars, List.of(), RECIPES)
                        .compare(differences::add)
                        .differing())
                .isEqualTo(1);
        assertThatThrownBy(() -> compare(a, b)).hasMessageContaining("delimiter=");
    }

    @Test
    void namedFieldsNeedNoRecipeAndNoRun() {
        String a = file("a.csv", "topic,verdict\nx,yes\n");
        String b = file("b.csv", "topic,verdict\nx,no\n");

        assertThat(OutputComparison.of(a, b, ReaderSettings.DETECT, List.of("verdict"), List.of())
                        .compare(differences::add)
                        .differing())
                .isEqualTo(1);
        assertThatThrownBy(() -> OutputComparison.of(a, b, ReaderSettings.DETECT, List.of("verdct"), List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a.csv has no column \"verdct\". Did you mean verdict?");
        assertThatThrownBy(() -> compare(a, b))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.INPUT_MALFORMED))
                .hasMessageContaining("has no column enrichment_status");
    }

    @Test
    void answersOfAnUnknownRecipeAreAskedFor() {
        String a = file("a.csv", "topic,verdict,enrichment_status\nx,yes,ok\n");

        assertThatThrownBy(() -> compare(a, a))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("recipe=NAME")
                .hasMessageContaining("Its columns: topic, verdict");
    }

    @Test
    void anotherInputTextIsRefusedByItsFirstRow() {
        String a = file("a.csv", HEADER + "x,one,easy,ok,model\ny,one,easy,ok,model\nz,one,easy,ok,model\n");
        String b = file("b.csv", HEADER + "x,one,easy,ok,model\nw\u001b[31m,one,easy,ok,model\nq,one,easy,ok,model\n");

        assertThatThrownBy(() -> compare(a, b))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> assertThat(e.exitCode())
                        .isEqualTo(ExitCode.INPUT_MALFORMED))
                .hasMessageContaining("in row 2 (line 3 of")
                .hasMessageContaining("the column \"topic\" is \"y\" in the one and \"w\" in the other");
    }

    @Test
    void moreRowsInOneAreRefusedByTheFirstOfThem() {
        String shorter = file("a.csv", HEADER + "x,one,easy,ok,model\n");
        String longer = file("b.csv", HEADER + "x,one,easy,ok,model\ny,one,easy,ok,model\n");

        assertThatThrownBy(() -> compare(shorter, longer)).hasMessageContaining("row 2 is only in " + longer);
        assertThatThrownBy(() -> compare(longer, shorter)).hasMessageContaining("row 2 is only in " + longer);
    }

    @Test
    void aRowThatCannotBeReadIsNotPassedOver() {
        String a = file("a.csv", HEADER + "x,one,easy,ok,model\ny,one,easy\nz,one,easy,ok,model\n");

        assertThatThrownBy(() -> compare(a, a))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 3:");
    }

    private Comparison compare(String a, String b) {
        return OutputComparison.of(a, b, ReaderSettings.DETECT, List.of(), RECIPES)
                .compare(differences::add);
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.rangeClosed(1, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
