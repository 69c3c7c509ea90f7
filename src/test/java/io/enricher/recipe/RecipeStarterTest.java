package io.enricher.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecipeStarterTest {

    @Test
    void theColumnsBecomeFieldsAndTheFirstThatNeedsNoMappingIsRequired() {
        Recipe recipe = read(List.of("Order No", "text", "ID", "Größe", "summary", "Summary"));

        assertThat(recipe.name()).isEqualTo("my-orders");
        assertThat(recipe.fields())
                .extracting(InputField::name)
                .containsExactly("Order_No", "text", "row_ID", "Gr_e", "summary", "Summary_2");
        assertThat(recipe.fields())
                .extracting(InputField::required)
                .containsExactly(false, true, false, false, false, false);
        assertThat(recipe.answerFields()).containsExactly("new_summary");
    }

    @Property(tries = 300, seed = "7")
    void whateverTheColumnsAreCalledTheRecipeIsValid(@ForAll @Size(min = 1, max = 6) List<String> columns) {
        assertThat(read(columns).fields())
                .hasSameSizeAs(columns.stream().distinct().toList());
    }

    private static Recipe read(List<String> columns) {
        String yaml = RecipeStarter.of(
                "My orders!", "in put.csv", columns.stream().distinct().toList());
        return RecipeReader.readChecked("my-orders.yml", yaml, RecipeOptions.NONE);
    }
}
