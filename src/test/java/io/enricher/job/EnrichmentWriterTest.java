package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.Chunk;

class EnrichmentWriterTest {

    @Test
    void anErrorOfTheVirtualMachineEndsTheOtherThreadsToo() {
        RunControl control = new RunControl();
        OutOfMemoryError error = new OutOfMemoryError("as if");
        EnrichmentWriter writer = new EnrichmentWriter(
                () -> {
                    throw error;
                },
                new FailureCount(FailureBudget.parse("10%")),
                control,
                new ScanTracker(),
                new BatchNames(() -> 20, () -> 1, size -> 1));
        Item item = new Item(1, 2, ItemKey.of(new byte[ItemKey.BYTES]), Map.of("topic", "any"), "");

        assertThatThrownBy(() -> writer.write(Chunk.of(new AskedItem(item)))).isSameAs(error);

        assertThat(control.fault()).containsSame(error);
    }
}
