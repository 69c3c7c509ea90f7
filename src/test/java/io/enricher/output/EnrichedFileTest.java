package io.enricher.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.enricher.domain.ExitCode;
import io.enricher.domain.OutputException;
import io.enricher.output.CsvFormat.ByteOrderMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class EnrichedFileTest {

    private static final OutputColumns COLUMNS = OutputColumns.of("in.csv", List.of("id"), List.of("tldr"), "");

    @TempDir
    Path folder;

    @Test
    void targetStaysAsItWasUntilPublished() throws IOException {
        Path target = Files.writeString(folder.resolve("x.csv"), "old");

        try (EnrichedFile file = create(target)) {
            file.write(row("1"));
            assertThat(target).hasContent("old");

            FinishedPart finished = file.seal();
            assertThat(target).hasContent("old");
            assertThat(finished.part()).isEqualTo(folder.resolve("x.csv.part")).hasSize(finished.bytes());

            finished.publish();
        }

        assertThat(Files.readAllLines(target)).hasSize(2).last().asString().startsWith("1,about 1,ok,model");
        assertThat(filesIn(folder)).containsExactly("x.csv");
    }

    @Test
    void rowsAreCounted() {
        try (EnrichedFile file = create(folder.resolve("x.csv"))) {
            assertThat(file.rows()).isZero();

            file.write(row("1"));
            file.write(row("2"));

            assertThat(file.rows()).isEqualTo(2);
        }
    }

    @Test
    void closingBeforeTheEndRemovesThePartAndKeepsTheTarget() throws IOException {
        Path target = Files.writeString(folder.resolve("x.csv"), "old");

        try (EnrichedFile file = create(target)) {
            file.write(row("1"));
        }

        assertThat(target).hasContent("old");
        assertThat(filesIn(folder)).containsExactly("x.csv");
    }

    @Test
    void partLeftByAKilledRunIsReplaced() throws IOException {
        Files.writeString(folder.resolve("x.csv.part"), "half a row, longer than what follows ".repeat(50));

        publish(folder.resolve("x.csv"));

        assertThat(folder.resolve("x.csv")).hasContent("id,tldr," + String.join(",", OutputColumns.ENRICHMENT));
        assertThat(filesIn(folder)).containsExactly("x.csv");
    }

    @Test
    void missingFoldersAreMade() {
        Path target = folder.resolve("a/b/x.csv");

        publish(target);

        assertThat(target).isRegularFile();
    }

    @Test
    void targetThatCannotBeReplacedKeepsTheFinishedPartForALaterProcess() throws IOException {
        Path target = folder.resolve("x.csv");
        FinishedPart finished;
        try (EnrichedFile file = create(target)) {
            Files.createDirectories(target.resolve("full"));
            file.write(row("1"));
            finished = file.seal();

            assertThatThrownBy(finished::publish)
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("cannot replace " + target)
                    .hasMessageContaining("kept as " + folder.resolve("x.csv.part"))
                    .hasMessageContaining("start again")
                    .satisfies(e -> assertThat(((OutputException) e).exitCode()).isEqualTo(ExitCode.OUTPUT_FAILED));
        }
        Files.delete(target.resolve("full"));
        Files.delete(target);

        FinishedPart.find(target, finished.bytes()).orElseThrow().publish();

        assertThat(Files.readAllLines(target)).hasSize(2);
        assertThat(filesIn(folder)).containsExactly("x.csv");
    }

    @Test
    void partOfAnotherSizeIsNotTakenForAFinishedOne() throws IOException {
        Path target = folder.resolve("x.csv");
        Files.writeString(folder.resolve("x.csv.part"), "half");

        assertThat(FinishedPart.find(target, 5)).isEmpty();
        assertThat(FinishedPart.find(target, 4)).isPresent();
        assertThat(FinishedPart.find(folder.resolve("y.csv"), 0)).isEmpty();
    }

    @Test
    void discardedPartIsGone() {
        try (EnrichedFile file = create(folder.resolve("x.csv"))) {
            FinishedPart finished = file.seal();

            finished.discard();
            finished.discard();

            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void fileInTheWayOfTheFolderIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("out"), "a file");

        assertThatThrownBy(() -> create(inTheWay.resolve("x.csv")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot write " + inTheWay.resolve("x.csv.part"))
                .hasMessageContaining("output=FOLDER/");
    }

    @Test
    void folderThatMayNotBeWrittenIsNamed() throws IOException {
        Path readOnly = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(readOnly))
                .as("permissions do not bind root")
                .isFalse();

        assertThatThrownBy(() -> create(readOnly.resolve("x.csv")))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void linkToTheTargetStaysALink() throws IOException {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("x.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("x.csv"), real);

        publish(link);

        assertThat(link).isSymbolicLink();
        assertThat(real).content().startsWith("id,tldr,");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void unpairedSurrogatesDoNotBreakWriting(OutputFormat format) throws IOException {
        Path target = folder.resolve("x");
        try (EnrichedFile file = EnrichedFile.create(target, format, COLUMNS, CsvFormat.PLAIN)) {
            file.write(OutputRows.answered(Map.of("id", "a\uD83Db"), "{\"tldr\":\"c\\ude00d 😀\"}"));
            file.seal().publish();
        }

        assertThat(Files.readString(target)).contains("a\uFFFDb").contains("c\uFFFDd 😀");
    }

    @Test
    void byteOrderMarkAndUmlautsAreUtf8() throws IOException {
        Path target = folder.resolve("x.csv");
        CsvFormat format = new CsvFormat(';', ByteOrderMark.PRESENT, "\r\n");
        try (EnrichedFile file = EnrichedFile.create(target, OutputFormat.CSV, COLUMNS, format)) {
            file.write(row("ü"));
            file.seal().publish();
        }

        byte[] bytes = Files.readAllBytes(target);
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF, 'i', 'd', ';');
        assertThat(Files.readString(target)).contains("\r\nü;about ü;ok");
    }

    private static EnrichedFile create(Path target) {
        return EnrichedFile.create(target, OutputFormat.CSV, COLUMNS, CsvFormat.PLAIN);
    }

    private static void publish(Path target) {
        try (EnrichedFile file = create(target)) {
            file.seal().publish();
        }
    }

    private static OutputRow row(String id) {
        String answer = JsonMapper.shared().writeValueAsString(Map.of("tldr", "about " + id));
        return OutputRows.answered(Map.of("id", id), answer);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
