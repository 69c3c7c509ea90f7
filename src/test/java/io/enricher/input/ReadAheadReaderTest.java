package io.enricher.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.InvalidInputException;
import io.enricher.domain.Locator;
import io.enricher.domain.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

class ReadAheadReaderTest {

    private static final long RECORDS = 20_000;

    private final AtomicLong read = new AtomicLong();
    private final List<String> told = new ArrayList<>();
    private final ExecutionContext context = new ExecutionContext();

    @Test
    void recordsAndRejectedOnesComeInTheirOrderOnTheReadersOwnThread() throws Exception {
        ReadAheadReader ahead = ahead(RECORDS);
        ahead.open(context);

        for (SourceRecord record = ahead.read(); record != null; record = ahead.read()) {
            told.add(Long.toString(record.number()));
        }

        assertThat(told).hasSize((int) RECORDS);
        for (int i = 0; i < RECORDS; i++) {
            int number = i + 1;
            assertThat(told.get(i))
                    .isEqualTo(number % 7 == 0 ? number + " rejected on " + Thread.currentThread() : "" + number);
        }
        assertThat(ahead.read()).isNull();
        ahead.close();
    }

    @Test
    void thePositionIsThatOfTheLastRecordHandedOut() throws Exception {
        ReadAheadReader ahead = ahead(RECORDS);
        ahead.open(context);
        for (int i = 0; i < 12; i++) {
            ahead.read();
        }
        ahead.update(context);
        ahead.close();

        ReadAheadReader again = ahead(RECORDS);
        again.open(context);

        // 12 records and two rejected ones.
        assertThat(context.getLong(StartingPoint.RECORDS_READ)).isEqualTo(13);
        assertThat(again.read().number()).isEqualTo(15);
        again.close();
    }

    @Test
    void anErrorComesBehindEverythingThatStandsBeforeIt() throws Exception {
        ReadAheadReader ahead = new ReadAheadReader(
                rejects -> new Numbers(RECORDS, rejects) {
                    @Override
                    @Nullable
                    SourceRecord next(long number) {
                        if (number == 1_234) {
                            throw InvalidInputException.malformed("line 1234");
                        }
                        return super.next(number);
                    }
                },
                StartingPoint.BEGINNING,
                RejectListener.NONE);
        ahead.open(context);

        long last = 0;
        for (int i = 0; i < 1_233 - 1_233 / 7; i++) {
            last = ahead.read().number();
        }

        assertThat(last).isEqualTo(1_233);
        assertThatThrownBy(ahead::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 1234");
        ahead.close();
    }

    @Test
    void closingEndsAReaderThatIsFarAheadAndReadsNoFurther() throws Exception {
        ReadAheadReader ahead = ahead(Long.MAX_VALUE);
        ahead.open(context);
        ahead.read();

        ahead.close();

        long then = read.get();
        assertThat(then).isPositive().isLessThan(RECORDS);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("input");
    }

    private ReadAheadReader ahead(long records) {
        return new ReadAheadReader(
                rejects -> new Numbers(records, rejects),
                StartingPoint.SAVED,
                rejected -> told.add(rejected.number() + " rejected on " + Thread.currentThread()));
    }

    /** Records 1, 2, 3 …, of which every seventh is rejected. */
    private class Numbers implements ItemStreamReader<SourceRecord> {

        private final long records;
        private final RejectListener rejects;
        private long number;

        Numbers(long records, RejectListener rejects) {
            this.records = records;
            this.rejects = rejects;
        }

        @Override
        public void open(ExecutionContext from) {
            number = StartingPoint.SAVED.recordsToSkip(from);
        }

        @Override
        public @Nullable SourceRecord read() {
            while (number < records) {
                number++;
                read.set(number);
                if (number % 7 != 0) {
                    return next(number);
                }
                rejects.rejected(new RejectedRecord(number, Locator.inOnlyFile(number, number), "a seventh", "text"));
            }
            return null;
        }

        @Nullable
        SourceRecord next(long current) {
            return new SourceRecord(current, current, Map.of("a", "b"));
        }
    }
}
