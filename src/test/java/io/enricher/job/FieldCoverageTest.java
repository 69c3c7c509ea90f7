package io.enricher.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.Item;
import io.enricher.domain.ItemGroup;
import io.enricher.domain.ItemKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class FieldCoverageTest {

    private FieldCoverage coverage = coverage();

    @BeforeEach
    void open() {
        coverage.open(new ExecutionContext());
    }

    @Test
    void aFieldWithoutAValueInAnyRowIsToldWithThePlaceAndTheCure() {
        coverage.see(item(Map.of("chunk", "text")));

        assertThat(coverage.warnings(1_200))
                .containsExactly(
                        "None of the 1,200 rows has a value in \"mat\", where the recipe's field document is looked"
                                + " for; did you mean \"meta\"? The columns there are: \"id\", \"meta\", \"text\". Name the one to use:"
                                + " map.document=COLUMN");
    }

    @Test
    void oneValueIsEnoughAlsoOneThatAPromptShares() {
        coverage.see(item(Map.of("chunk", "text")));
        coverage.see(item(Map.of()).inGroup(new ItemGroup("g", Map.of("document", "long"))));
        coverage.see(item(Map.of()));

        assertThat(coverage.warnings(3)).isEmpty();
    }

    @Test
    void whatAnEarlierExecutionSawCounts() {
        ExecutionContext saved = new ExecutionContext();
        coverage.see(item(Map.of("document", "long")));
        coverage.save(saved);

        FieldCoverage restarted = coverage();
        restarted.open(saved);
        restarted.see(item(Map.of("chunk", "text")));

        assertThat(restarted.warnings(2)).isEmpty();
        restarted.save(saved);
        FieldCoverage again = coverage();
        again.open(saved);
        assertThat(again.warnings(2)).isEmpty();
    }

    @Test
    void anInputWithoutRowsIsNoMistake() {
        assertThat(coverage.warnings(0)).isEmpty();
    }

    private static FieldCoverage coverage() {
        return new FieldCoverage(
                List.of("document", "chunk"),
                Map.of("document", "mat", "chunk", "text"),
                List.of("id", "meta", "text"));
    }

    private static Item item(Map<String, String> fields) {
        return new Item(1, 2, new ItemKey(1, 2, 3, 4), fields, "");
    }
}
