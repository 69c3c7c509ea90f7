package io.enricher.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearnedSizesTest extends StoreTest {

    @Test
    void theLastSizeOfARecipeAndModelIsFoundUntilItIsForgotten() {
        LearnedSizes sizes = new LearnedSizes(dataSource, dialect);
        sizes.keep("roadmap", "model-a", 10);
        sizes.keep("roadmap", "model-a", 5);
        sizes.keep("roadmap", "model-b", 7);

        assertThat(sizes.find("roadmap", "model-a")).hasValue(5);
        assertThat(sizes.find("roadmap", "model-b")).hasValue(7);
        assertThat(sizes.find("classify", "model-a")).isEmpty();

        sizes.forget("roadmap", "model-a");

        assertThat(sizes.find("roadmap", "model-a")).isEmpty();
        assertThat(sizes.find("roadmap", "model-b")).hasValue(7);
    }
}
