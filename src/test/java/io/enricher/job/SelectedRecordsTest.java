package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.SourceRecord;
import io.enricher.input.InputFiles;
import io.enricher.input.ReaderSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class SelectedRecordsTest {

    private static final int CHUNK = 10;

    @TempDir
    private Path folder;

    /** A start that dies on the way to its first row goes on there, and does not begin at the first record again. */
    @Test
    void theWayToTheFirstRowWantedIsTakenInChunks() throws Exception {
        InputFiles input = input(100);
        ExecutionContext saved = new ExecutionContext();
        SelectedRecords first = records(input, SelectedNumbers.between(35, 37));
        first.open(saved);
        assertThat(chunk(first)).as("the first chunk").isEmpty();
        first.update(saved);
        first.close();
        assertThat(saved.getLong("records.read")).isEqualTo(CHUNK);

        SelectedRecords second = records(input, SelectedNumbers.between(35, 37));
        second.open(saved);

        assertThat(chunk(second)).isEmpty();
        assertThat(chunk(second)).isEmpty();
        assertThat(chunk(second)).containsExactly(35L, 36L, 37L);
        assertThat(second.isExhausted()).isTrue();
        second.close();
    }

    @Test
    void aSampleIsHandedOutInTheInputsOrderAndNothingBehindItIsRead() throws Exception {
        SelectedRecords records = records(input(40), SelectedNumbers.of(new long[] {12, 3, 4}));
        records.open(new ExecutionContext());

        assertThat(chunk(records)).containsExactly(3L, 4L);
        assertThat(records.isExhausted()).isFalse();
        assertThat(chunk(records)).containsExactly(12L);
        assertThat(records.isExhausted()).isTrue();
        records.close();
    }

    @Test
    void anEmptySampleIsTheEnd() throws Exception {
        SelectedRecords records = records(input(5), SelectedNumbers.of(new long[0]));
        records.open(new ExecutionContext());

        assertThat(chunk(records)).isEmpty();
        assertThat(records.isExhausted()).isTrue();
        records.close();
    }

    private InputFiles input(int rows) {
        return InputFiles.open(
                Rows.write(folder, rows, n -> "topic " + n).toString(),
                new ReaderSettings(Optional.empty(), Optional.empty()));
    }

    private static SelectedRecords records(InputFiles input, SelectedNumbers wanted) {
        return new SelectedRecords(input::resumableReader, rejected -> {}, wanted, CHUNK, new RunProgress());
    }

    /** Numbers of the wanted records among the next 10 places. */
    private static List<Long> chunk(SelectedRecords records) throws Exception {
        List<Long> wanted = new ArrayList<>();
        for (int place = 0; place < CHUNK; place++) {
            SourceRecord record = records.read();
            if (record == null) {
                break;
            }
            if (!SelectedRecords.isPadding(record)) {
                wanted.add(record.number());
            }
        }
        return wanted;
    }
}
