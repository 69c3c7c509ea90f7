package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchNamesTest {

    private int size = 20;

    @Test
    void batchesAreCountedAgainstWhatTheTableSays() {
        BatchNames names = new BatchNames(() -> size, () -> 45, rows -> 3);

        assertThat(List.of(names.next(20), names.next(20), names.next(5)))
                .containsExactly("Batch 1/3", "Batch 2/3", "Batch 3/3");
    }

    @Test
    void theTotalIsAnEstimateOnceTheSizeHasChanged() {
        BatchNames names = new BatchNames(() -> size, () -> 100, rows -> 5);
        List<String> told = new ArrayList<>();
        told.add(names.next(20));
        told.add(names.next(20));

        size = 10;
        for (int n = 0; n < 6; n++) {
            told.add(names.next(10));
        }

        assertThat(told)
                .startsWith("Batch 1/5", "Batch 2/5", "Batch 3 of about 8")
                .endsWith("Batch 8 of about 8");
    }

    @Test
    void groupsThatKeepBatchesSmallKeepThemSmallAtAnySize() {
        BatchNames names = new BatchNames(() -> size, () -> 30, rows -> 10);
        names.next(3);

        size = 10;

        assertThat(names.next(3)).isEqualTo("Batch 2 of about 10");
    }

    @Test
    void noBatchIsBehindTheLast() {
        BatchNames names = new BatchNames(() -> size, () -> 20, rows -> 1);
        names.next(20);

        assertThat(names.next(1)).isEqualTo("Batch 2/2");
    }
}
