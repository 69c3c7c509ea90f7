package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

class InputFileTest {

    @TempDir
    private Path folder;

    @Test
    void openedFileKnowsItsFormAndItsNames() throws IOException {
        Path file = write("tickets.2026.CSV", "id; Text \r\n1;one\r\n");

        InputFile input = open(folder.resolve(".").resolve("x").resolve("..").resolve("tickets.2026.CSV"));

        assertThat(input.path()).isEqualTo(file.toAbsolutePath().normalize());
        assertThat(input.columns()).containsExactly("id", "Text");
        assertThat(input.dialect().delimiter()).isEqualTo(';');
    }

    @Test
    void aFileCalledJustLikeAnExtensionHasNone() throws IOException {
        Path file = write("csv", "a,b\n1,2\n");

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("of a kind that cannot be read");
    }

    @Test
    void bothReadersYieldTheRecordsAndOnlyOneKeepsItsPosition() throws Exception {
        InputFile input = open(write("tickets.csv", "id,text\n1,one\n2,two\n"));
        ExecutionContext context = new ExecutionContext();

        ItemStreamReader<SourceRecord> resumable = Readers.resumable(input, RejectListener.NONE);
        resumable.open(context);
        resumable.read();
        resumable.update(context);
        resumable.close();
        resumable.open(context);
        ItemStreamReader<SourceRecord> fromBeginning = Readers.fromBeginning(input, RejectListener.NONE);
        fromBeginning.open(context);

        assertThat(resumable.read().fields()).containsEntry("text", "two");
        assertThat(fromBeginning.read().fields()).containsEntry("text", "one");
        resumable.close();
        fromBeginning.close();
    }

    @Test
    void tabSeparatedFileNeedsNoTabInItsHeader() throws IOException {
        InputFile input = open(write("words.tsv", "a word, or two\n1,2\n"));

        assertThat(input.columns()).containsExactly("a word, or two");
        assertThat(input.dialect().delimiter()).isEqualTo('\t');
    }

    @Test
    void delimiterOfTheUserComesBeforeTheExtension() throws IOException {
        Path file = write("words.tsv", "a,b\n1,2\n");

        InputFile input = InputFile.open(file, new ReaderSettings(Optional.of(","), Optional.empty()));

        assertThat(input.columns()).containsExactly("a", "b");
    }

    @Test
    void headerWithoutRecordsIsFine() throws Exception {
        InputFile input = open(write("tickets.csv", "id,text\n"));
        ItemStreamReader<SourceRecord> reader = Readers.resumable(input, RejectListener.NONE);
        reader.open(new ExecutionContext());

        assertThat(reader.read()).isNull();
        reader.close();
    }

    @Test
    void identityChangesWithSizeAndWithTime() throws IOException {
        Path file = write("tickets.csv", "id,text\n1,one\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
        String before = open(file).identity();

        String same = open(file).identity();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:00:00.001Z")));
        String touched = open(file).identity();
        Files.writeString(file, "id,text\n1,longer\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
        String longer = open(file).identity();

        assertThat(before).isEqualTo("14@2026-11-20T10:00:00Z").isEqualTo(same);
        assertThat(touched).isNotEqualTo(before);
        assertThat(longer).isNotEqualTo(before);
    }

    @Test
    void mistypedNameIsAnsweredWithTheNearestOne() throws IOException {
        write("tickets.csv", "id\n");
        write("customers.csv", "id\n");

        assertRefused(
                folder.resolve("ticket.csv"),
                ExitCode.INPUT_MISSING,
                "input file not found: %1$s/ticket.csv. Did you mean %1$s/tickets.csv?");
        assertRefused(
                folder.resolve("Tickets"),
                ExitCode.INPUT_MISSING,
                "input file not found: %1$s/Tickets. Did you mean %1$s/tickets.csv?");
    }

    @Test
    void missingFileWithoutANearNameIsAnsweredWithThePlaceLookedAt() throws IOException {
        write("tickets.csv", "id\n");

        assertRefused(
                folder.resolve("invoices.csv"),
                ExitCode.INPUT_MISSING,
                "input file not found: %1$s/invoices.csv (looked for %1$s/invoices.csv)");
        assertRefused(
                folder.resolve("no/such/tickets.csv"),
                ExitCode.INPUT_MISSING,
                "input file not found: %1$s/no/such/tickets.csv (looked for %1$s/no/such/tickets.csv)");
    }

    @Test
    void folderIsRefused() {
        assertRefused(folder, ExitCode.INPUT_MISSING, "input %1$s is a folder where a file is wanted");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        assertRefused(
                write("tickets.csv", ""),
                ExitCode.INPUT_MALFORMED,
                "%1$s/tickets.csv is empty (0 bytes). Its first line must name the columns");
    }

    @Test
    void unknownKindIsRefusedNamingTheKnownOnes() throws IOException {
        assertRefused(
                write("tickets.xlsx", "id\n"),
                ExitCode.INPUT_MALFORMED,
                "input %1$s/tickets.xlsx is of a kind that cannot be read. Files that can end in: .csv, .tsv, .jsonl, .ndjson, .json, each also packed as .gz");
        assertRefused(
                write("tickets", "id\n"),
                ExitCode.INPUT_MALFORMED,
                "input %1$s/tickets is of a kind that cannot be read. Files that can end in: .csv, .tsv, .jsonl, .ndjson, .json, each also packed as .gz");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static InputFile open(Path path) {
        return InputFile.open(path, ReaderSettings.DETECT);
    }

    private void assertRefused(Path path, ExitCode exitCode, String message) {
        InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, () -> open(path));

        assertThat(refusal).hasMessage(message.formatted(folder));
        assertThat(refusal.exitCode()).isEqualTo(exitCode);
    }
}
