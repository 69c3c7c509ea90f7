package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPathsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    # input,           output,               recipe, format, selection, enriched,                           summary
                    input/roadmap.csv, -,                    -,      CSV,    WHOLE,  output/roadmap.enriched.csv,           output/roadmap.summary.json
                    /data/roadmap.csv, -,                    -,      JSONL,  WHOLE,  output/roadmap.enriched.jsonl,         output/roadmap.summary.json
                    roadmap.csv,       -,                    triage, CSV,    WHOLE,  output/roadmap.triage.enriched.csv,    output/roadmap.triage.summary.json
                    roadmap.csv,       -,                    -,      CSV,    SAMPLE, output/roadmap.sample.enriched.csv,    output/roadmap.sample.summary.json
                    roadmap.csv,       -,                    triage, JSON,   SAMPLE, output/roadmap.triage.sample.enriched.json, output/roadmap.triage.sample.summary.json
                    a.csv.gz,          -,                    -,      CSV,    WHOLE,  output/a.enriched.csv,                 output/a.summary.json
                    topics-v1.2.csv,   -,                    -,      CSV,    WHOLE,  output/topics-v1.2.enriched.csv,       output/topics-v1.2.summary.json
                    a.dat,             -,                    -,      CSV,    WHOLE,  output/a.enriched.csv,                 output/a.summary.json
                    a.enriched.csv,    -,                    -,      CSV,    WHOLE,  output/a.enriched.enriched.csv,        output/a.enriched.summary.json
                    noextension,       -,                    -,      CSV,    WHOLE,  output/noextension.enriched.csv,       output/noextension.summary.json
                    .csv,              -,                    -,      CSV,    WHOLE,  output/.csv.enriched.csv,              output/.csv.summary.json
                    a.csv,             out/,                 -,      CSV,    WHOLE,  out/a.enriched.csv,                    out/a.summary.json
                    a.csv,             out/{date}/,          -,      CSV,    WHOLE,  out/2026-11-20/a.enriched.csv,         out/2026-11-20/a.summary.json
                    a.csv,             out/b-{date}.csv,     -,      CSV,    WHOLE,  out/b-2026-11-20.csv,                  out/b-2026-11-20.summary.json
                    a.csv,             out/b.csv,            triage, CSV,    WHOLE,  out/b.csv,                             out/b.summary.json
                    a.csv,             out/b.enriched.csv,   -,      CSV,    WHOLE,  out/b.enriched.csv,                    out/b.summary.json
                    a.csv,             out/b.csv,            -,      CSV,    SAMPLE, out/b.sample.csv,                      out/b.sample.summary.json
                    a.csv,             out/b.sample.csv,     -,      CSV,    SAMPLE, out/b.sample.csv,                      out/b.sample.summary.json
                    a.csv,             out/b.enriched.csv,   -,      CSV,    SAMPLE, out/b.sample.enriched.csv,             out/b.sample.summary.json
                    a.csv,             ./x/../out/b.txt,     -,      CSV,    WHOLE,  out/b.txt,                             out/b.summary.json
                    a.csv,             /tmp/none/b,          -,      CSV,    WHOLE,  /tmp/none/b,                           /tmp/none/b.summary.json
                    shop,              -,                    -,      MARKDOWN, WHOLE, output/shop.docs,                     output/shop.summary.json
                    shop,              -,                    brief,  MARKDOWN, SAMPLE, output/shop.brief.sample.docs,       output/shop.brief.sample.summary.json
                    shop,              out,                  -,      MARKDOWN, WHOLE, out/shop.docs,                        out/shop.summary.json
                    shop,              out/api.docs,         -,      MARKDOWN, WHOLE, out/api.docs,                         out/api.summary.json
                    shop,              out/api.docs/,        -,      MARKDOWN, SAMPLE, out/api.sample.docs,                 out/api.sample.summary.json
                    """)
    void filesAreNamedAfterInputRecipeFormatAndSelection(
            Path input,
            String output,
            String recipe,
            OutputFormat format,
            Selection selection,
            Path enriched,
            Path summary) {
        OutputPaths paths = OutputPaths.of(
                input, Optional.ofNullable(output), Optional.ofNullable(recipe), format, selection, TODAY);

        assertThat(paths.enriched()).isEqualTo(enriched.toAbsolutePath());
        assertThat(paths.summary()).isEqualTo(summary.toAbsolutePath());
    }

    @Test
    void rejectedAndReportStandBesideTheOutput() {
        OutputPaths paths = of(Path.of("a.csv"), "out/");

        assertThat(paths.rejected()).isEqualTo(Path.of("out/a.rejected.csv").toAbsolutePath());
        assertThat(paths.report()).isEqualTo(Path.of("out/a.report.html").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "out/, CSV, WHOLE, out/a.partial.enriched.csv",
        "out/, JSONL, SAMPLE, out/a.sample.partial.enriched.jsonl",
        "out/b.csv, CSV, WHOLE, out/b.partial.csv",
        "out/b.enriched.csv, CSV, WHOLE, out/b.partial.enriched.csv",
        "out/api.docs, MARKDOWN, WHOLE, out/api.partial.docs",
    })
    void whatIsDoneSoFarStandsBesideTheWholeOutput(
            String output, OutputFormat format, Selection selection, Path partial) {
        OutputPaths paths =
                OutputPaths.of(Path.of("a.csv"), Optional.of(output), Optional.empty(), format, selection, TODAY);

        assertThat(paths.partial()).isEqualTo(partial.toAbsolutePath());
    }

    @Test
    void inputIsNotWrittenOverByWhatIsDoneSoFar() {
        assertThatThrownBy(() -> of(
                        folder.resolve("b.partial.csv"), folder.resolve("b.csv").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("b.partial.csv");
    }

    @Test
    void outputsThatShareTheirSummaryShareTheirLock() {
        OutputPaths csv = OutputPaths.of(
                Path.of("a.csv"), Optional.of("out/"), Optional.empty(), OutputFormat.CSV, Selection.WHOLE, TODAY);
        OutputPaths jsonl = OutputPaths.of(
                Path.of("a.csv"), Optional.of("out/"), Optional.empty(), OutputFormat.JSONL, Selection.WHOLE, TODAY);

        assertThat(jsonl.enriched()).isNotEqualTo(csv.enriched());
        assertThat(jsonl.summary()).isEqualTo(csv.summary());
        assertThat(jsonl.lock())
                .isEqualTo(csv.lock())
                .isEqualTo(Path.of("out/.a.lock").toAbsolutePath());
    }

    @Test
    void existingFolderNeedsNoSlash() {
        assertThat(of(Path.of("a.csv"), folder.toString()).enriched()).isEqualTo(folder.resolve("a.enriched.csv"));
    }

    @Test
    void folderAsInputKeepsTheDotsOfItsName() throws IOException {
        Path input = Files.createDirectory(folder.resolve("acme.shop"));

        assertThat(of(input, folder + "/").enriched()).isEqualTo(folder.resolve("acme.shop.enriched.csv"));
        assertThat(of(input.resolve("."), folder + "/").enriched()).isEqualTo(folder.resolve("acme.shop.enriched.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/x", "a/b", "..", "a\\b", ""})
    void recipeNameCannotLeaveTheFolder(String recipe) {
        assertThatThrownBy(() -> OutputPaths.of(
                        Path.of("a.csv"),
                        Optional.empty(),
                        Optional.of(recipe),
                        OutputFormat.CSV,
                        Selection.WHOLE,
                        TODAY))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void inputIsNeverWrittenOver() throws IOException {
        Path input = Files.writeString(folder.resolve("a.csv"), "id\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), input);
        Path rejected = folder.resolve("b.rejected.csv");

        assertThatThrownBy(() -> of(input, input.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("own input");
        assertThatThrownBy(() -> of(input, link.toString())).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> of(rejected, folder.resolve("b.csv").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("b.rejected.csv");
    }

    @Test
    void folderInThePlaceOfAFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("a.enriched.csv"));

        assertThatThrownBy(() -> of(Path.of("a.csv"), folder + "/"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void pagesReplaceThoseOfAnEarlierRunButNoOtherFolder() throws IOException {
        PageSamples.publish(folder.resolve("shop.docs"));
        Files.writeString(Files.createDirectory(folder.resolve("mine.docs")).resolve("thesis.md"), "years of work");
        Files.writeString(folder.resolve("file.docs"), "a file");

        assertThat(ofPages("shop.docs").enriched()).isEqualTo(folder.resolve("shop.docs"));
        assertThatThrownBy(() -> ofPages("mine.docs"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("mine.docs holds something else")
                .hasMessageContaining("output=");
        assertThatThrownBy(() -> ofPages("file.docs")).isInstanceOf(UsageException.class);
    }

    @Test
    void inputInTheFolderThatPagesReplaceIsRefused() {
        Path input = folder.resolve("shop.docs/rows.jsonl");

        assertThatThrownBy(() -> OutputPaths.of(
                        input,
                        Optional.of(folder.resolve("shop.docs").toString()),
                        Optional.empty(),
                        OutputFormat.MARKDOWN,
                        Selection.WHOLE,
                        TODAY))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("own input");
    }

    private OutputPaths ofPages(String output) {
        return OutputPaths.of(
                Path.of("shop"),
                Optional.of(folder.resolve(output).toString()),
                Optional.empty(),
                OutputFormat.MARKDOWN,
                Selection.WHOLE,
                TODAY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''          | output= is empty
                    out/{day}/  | {day} is not known; use {date}
                    out/b.json  | add format=json, or end the name with .csv
                    out/b.docs  | add format=markdown, or end the name with .csv
                    """)
    void outputThatCannotBeIsRefusedWithTheCure(String output, String message) {
        assertThatThrownBy(() -> of(Path.of("a.csv"), output))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void formatIsReadInAnyCaseAndOthersAreRefusedWithTheList() {
        assertThat(List.of(
                        OutputFormat.of("csv"),
                        OutputFormat.of("JSON"),
                        OutputFormat.of("Jsonl"),
                        OutputFormat.of("markdown")))
                .containsExactly(OutputFormat.CSV, OutputFormat.JSON, OutputFormat.JSONL, OutputFormat.MARKDOWN);
        assertThatThrownBy(() -> OutputFormat.of("xml"))
                .isInstanceOf(UsageException.class)
                .hasMessage("format=xml is not known; use format=csv, json, jsonl or markdown");
    }

    private static OutputPaths of(Path input, String output) {
        return OutputPaths.of(input, Optional.of(output), Optional.empty(), OutputFormat.CSV, Selection.WHOLE, TODAY);
    }
}
