package io.enricher.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.enricher.domain.ExitCode;
import io.enricher.domain.InvalidInputException;
import io.enricher.domain.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

class CsvRecordReaderTest {

    private static final String FIVE = "id,text\n1,one\n2,\"two\nlines\"\n3\n4,four\n5,five\n";

    private final List<RejectedRecord> rejected = new ArrayList<>();

    @Test
    void restartYieldsOnlyWhatWasNotRead() throws IOException {
        CsvTable table = table(FIVE);
        ExecutionContext context = new ExecutionContext();
        RecordSequence first = new RecordSequence(List.of(table), StartingPoint.SAVED, rejected::add);
        first.open(context);
        first.read();
        first.read();
        first.update(context);
        first.read();
        first.close();
        rejected.clear();

        RecordSequence second = new RecordSequence(List.of(table), StartingPoint.SAVED, rejected::add);
        second.open(context);
        List<SourceRecord> rest = readAll(second);

        assertThat(rest).extracting(SourceRecord::number).containsExactly(4L, 5L);
        assertThat(rest).extracting(SourceRecord::line).containsExactly(6L, 7L);
        assertThat(rejected).extracting(RejectedRecord::number).containsExactly(3L);
    }

    @Test
    void rejectedRecordBeforeTheSavedPositionIsNotToldAgain() throws IOException {
        CsvTable table = table(FIVE);
        ExecutionContext context = new ExecutionContext();
        RecordSequence first = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        first.open(context);
        first.read();
        first.read();
        first.read();
        first.update(context);
        first.close();

        RecordSequence second = new RecordSequence(List.of(table), StartingPoint.SAVED, rejected::add);
        second.open(context);
        List<SourceRecord> rest = readAll(second);

        assertThat(context.getLong("records.read")).isEqualTo(4);
        assertThat(rest).extracting(SourceRecord::number).containsExactly(5L);
        assertThat(rejected).isEmpty();
    }

    @Test
    void restartAfterTheEndYieldsNothing() throws IOException {
        CsvTable table = table(FIVE + "6\n");
        ExecutionContext context = new ExecutionContext();
        RecordSequence first = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        first.open(context);
        readAll(first);
        first.update(context);
        first.close();

        RecordSequence second = new RecordSequence(List.of(table), StartingPoint.SAVED, rejected::add);
        second.open(context);

        assertThat(readAll(second)).isEmpty();
        assertThat(rejected).isEmpty();
    }

    @Test
    void readerThatStartsAtTheBeginningNeitherUsesNorLeavesAPosition() throws IOException {
        ExecutionContext context = new ExecutionContext();
        context.putLong("records.read", 3);
        RecordSequence reader = new RecordSequence(List.of(table(FIVE)), StartingPoint.BEGINNING, RejectListener.NONE);
        reader.open(context);

        List<SourceRecord> all = readAll(reader);
        reader.update(context);

        assertThat(all).extracting(SourceRecord::number).containsExactly(1L, 2L, 4L, 5L);
        assertThat(context.getLong("records.read")).isEqualTo(3);
    }

    @Test
    void restartOnAShorterInputIsRefused() {
        ExecutionContext context = new ExecutionContext();
        context.putLong("records.read", 6);
        RecordSequence reader = new RecordSequence(List.of(table(FIVE)), StartingPoint.SAVED, RejectListener.NONE);

        assertThatThrownBy(() -> reader.open(context))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv has only 5 records, fewer than were read before. Start again");
    }

    @Test
    void inputWhoseHeaderChangedAfterItWasInspectedIsRefused() {
        List<String> versions = new ArrayList<>(List.of("a,b\n"));
        CsvTable table = ReadTable.table(() -> stream(versions.get(versions.size() - 1)), ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        versions.add("a,c\n");

        assertThatThrownBy(() -> reader.open(new ExecutionContext()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv has other columns than at the start of this run. Start again");
    }

    @Test
    void fieldsStandInTheOrderOfTheColumns() throws IOException {
        RecordSequence reader =
                new RecordSequence(List.of(table("z,A , m\n1,2,3\n")), StartingPoint.SAVED, RejectListener.NONE);
        reader.open(new ExecutionContext());

        SourceRecord record = reader.read();

        assertThat(record.fields().keySet()).containsExactly("z", "A", "m");
        assertThat(record.fields().values()).containsExactly("1", "2", "3");
    }

    @Test
    void endlessInputIsReadAsAStream() throws IOException {
        CsvTable table = ReadTable.table(() -> endless("id,text\n", "1,\"some\ntext\"\n"), ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        reader.open(new ExecutionContext());

        SourceRecord last = null;
        for (int i = 0; i < 100_000; i++) {
            last = reader.read();
        }

        assertThat(last.number()).isEqualTo(100_000);
        assertThat(last.line()).isEqualTo(200_000);
    }

    @Test
    void quoteThatIsNotClosedWithinTheBoundOfLinesIsFatalWithTheLineWhereItOpens() throws IOException {
        CsvTable table = ReadTable.table(() -> endless("id,text\n1,one\n2,\"", "two\n"), ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        reader.open(new ExecutionContext());
        reader.read();

        assertThatThrownBy(reader::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "input/rows.csv, line 3: the quote that opens here is not closed within 100,000 lines");
    }

    @Test
    void quoteThatIsNotClosedWithinTheBoundOfCharactersIsFatalWithTheLineWhereItOpens() {
        CsvTable table = ReadTable.table(() -> endless("id,text\n\"1\",\"", "two "), ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        reader.open(new ExecutionContext());

        assertThatThrownBy(reader::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "input/rows.csv, line 2: the quote that opens here is not closed within 16,777,216 characters");
    }

    @Test
    void lineWithoutEndIsFatal() {
        CsvTable table = ReadTable.table(() -> endless("id,text\n1,", "two "), ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        reader.open(new ExecutionContext());

        assertThatThrownBy(reader::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("input/rows.csv, line 2: a record of more than 16,777,216 characters begins here;"
                        + " is this a CSV file?");
    }

    @Test
    void recordsOfManyLinesAndManyBuffersAreReadWhole() {
        String text = "line with \"quotes\", commas and é\r\n".repeat(90_000);

        ReadTable read = ReadTable.of("id,text\n1,\"" + text.replace("\"", "\"\"") + "\"\n2,next\n");

        assertThat(read.rows()).containsExactly(List.of("1", text), List.of("2", "next"));
        assertThat(read.lines()).containsExactly(2L, 90_003L);
    }

    /** Each length of the first record puts the line break, the quotes and the text on another side of the border. */
    @Test
    void bufferBordersAreNotSeen() {
        int buffer = 1 << 16;
        for (int length = buffer - 24; length < buffer + 4; length++) {
            String filler = "x".repeat(length);

            ReadTable read = ReadTable.of("a,b\r\n1," + filler + "\r\n\"\"\"é\r\n\",\"\"\r\n\r\n3,4\r\n");

            assertThat(read.rows()).containsExactly(List.of("1", filler), List.of("\"é\r\n", ""), List.of("3", "4"));
            assertThat(read.lines()).containsExactly(2L, 3L, 6L);
        }
    }

    @Test
    void badByteFarBehindTheBufferIsNamedWithItsLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("id,text\n".getBytes(UTF_8));
        for (int line = 2; line < 50_000; line++) {
            bytes.write((line + ",é and some more text\n").getBytes(UTF_8));
        }
        bytes.write("50000,caf\u00E9 au lait\n50001,fine\n".getBytes(Charset.forName("windows-1252")));

        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class, () -> ReadTable.of(bytes.toByteArray(), ReaderSettings.DETECT));

        assertThat(refusal.exitCode()).isEqualTo(ExitCode.INPUT_MALFORMED);
        assertThat(refusal)
                .hasMessage(
                        "input/rows.csv, line 50000: 0xE9 is not valid UTF-8. Save the file as UTF-8, or say how it is"
                                + " encoded, such as encoding=windows-1252");
    }

    @Test
    void badByteInTheLaterLineOfARecordIsNamedWithThatLine() {
        byte[] bytes = "a,b\n1,\"x\ny\u00E9\nz\"\n".getBytes(Charset.forName("windows-1252"));

        assertThatThrownBy(() -> ReadTable.of(bytes, ReaderSettings.DETECT))
                .hasMessageStartingWith("input/rows.csv, line 3: 0xE9 is not valid UTF-8");
    }

    @Test
    void badByteInTheHeaderIsNamedWithItsLine() {
        byte[] bytes = "a,\u00E9t\u00E9\n1,2\n".getBytes(Charset.forName("windows-1252"));

        assertThatThrownBy(() -> ReadTable.of(bytes, ReaderSettings.DETECT))
                .hasMessageStartingWith("input/rows.csv, line 1: 0xE9 is not valid UTF-8");
    }

    @Test
    void characterCutOffAtTheEndIsNamedWithItsLine() {
        byte[] whole = "a,b\n1,2\n3,\u00E9".getBytes(UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> ReadTable.of(cut, ReaderSettings.DETECT))
                .hasMessageStartingWith("input/rows.csv, line 3: 0xC3 is not valid UTF-8");
    }

    @Test
    void curePointsToAnotherEncodingThanTheOneThatFailed() {
        byte[] bytes = {'a', ',', 'b', '\n', '1', ',', (byte) 0x81, '\n'};

        assertThatThrownBy(() -> ReadTable.of(bytes, ReadTable.encoding("windows-1252")))
                .hasMessageStartingWith("input/rows.csv, line 2: 0x81 is not valid windows-1252.")
                .hasMessageEndingWith("encoding=ISO-8859-1");
    }

    @Test
    void diskErrorIsReportedAsUnreadableInput() {
        IOException broken = new IOException("Input/output error");
        List<ByteSource> disk = new ArrayList<>(List.of(() -> stream("3,4\n")));
        CsvTable table = ReadTable.table(
                () -> new SequenceInputStream(
                        stream("a,b\n1,2\n"), disk.get(disk.size() - 1).open()),
                ReaderSettings.DETECT);
        RecordSequence reader = new RecordSequence(List.of(table), StartingPoint.SAVED, RejectListener.NONE);
        disk.add(() -> new BrokenStream(broken));
        reader.open(new ExecutionContext());

        InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, () -> readAll(reader));

        assertThat(refusal)
                .hasMessage("input/rows.csv (line 3) cannot be read: Input/output error (IOException)")
                .hasCause(broken);
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.INPUT_MISSING);
    }

    @Test
    void readBeforeOpenIsAnError() {
        RecordSequence reader = new RecordSequence(List.of(table(FIVE)), StartingPoint.SAVED, RejectListener.NONE);

        assertThatThrownBy(reader::read).isInstanceOf(ReaderNotOpenException.class);
    }

    @Test
    void readerCanBeClosedTwiceAndOpenedAgain() throws IOException {
        RecordSequence reader = new RecordSequence(List.of(table(FIVE)), StartingPoint.BEGINNING, RejectListener.NONE);
        reader.open(new ExecutionContext());
        reader.read();
        reader.close();
        reader.close();

        reader.open(new ExecutionContext());

        assertThat(reader.read().number()).isEqualTo(1);
    }

    private static CsvTable table(String text) {
        return ReadTable.table(text.getBytes(UTF_8), ReaderSettings.DETECT);
    }

    private static List<SourceRecord> readAll(RecordSequence reader) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord record = reader.read(); record != null; record = reader.read()) {
            records.add(record);
        }
        return records;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream endless(String beginning, String repeated) {
        return new SequenceInputStream(stream(beginning), new RepeatingStream(repeated.getBytes(UTF_8)));
    }

    private static final class RepeatingStream extends InputStream {

        private final byte[] repeated;
        private int position;

        RepeatingStream(byte[] repeated) {
            this.repeated = repeated;
        }

        @Override
        public int read() {
            return Byte.toUnsignedInt(repeated[position++ % repeated.length]);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }

    private static final class BrokenStream extends InputStream {

        private final IOException problem;

        BrokenStream(IOException problem) {
            this.problem = problem;
        }

        @Override
        public int read() throws IOException {
            throw problem;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw problem;
        }
    }
}
