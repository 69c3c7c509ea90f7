package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.enricher.domain.ShrinkCause;
import io.enricher.enrich.AdaptiveBatchSize.Ending;
import io.enricher.enrich.AdaptiveBatchSize.Packing;
import io.enricher.recipe.BatchLimits;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveBatchSizeTest {

    private final AdaptiveBatchSize sizes = AdaptiveBatchSize.within(limits(20, 1), 20);

    @Test
    void twoRepliesThatAreCutHalveTheSize() {
        Packing packed = sizes.packing();

        assertThat(sizes.replied(packed, 20, 8, Ending.CUT)).isEmpty();
        assertThat(sizes.replied(packed, 20, 1, Ending.CUT)).contains(ShrinkCause.CUT);

        assertThat(sizes.current()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"20, 4, 10", "20, 3, 20", "20, 20, 10", "10, 2, 10", "5, 1, 20", "2, 1, 20", "1, 1, 20"})
    void aFifthOfTheItemsButNeverASingleOneIsTooManyWithoutAnAnswer(int items, int unanswered, int expected) {
        Packing packed = sizes.packing();

        sizes.replied(packed, items, unanswered, Ending.BY_ITSELF);
        sizes.replied(packed, items, unanswered, Ending.BY_ITSELF);

        assertThat(sizes.current()).isEqualTo(expected);
    }

    @Test
    void onePoisonousRowInEachBatchLeavesTheSizeAsItIs() {
        for (int n = 0; n < 100; n++) {
            sizes.replied(sizes.packing(), 20, 1, Ending.BY_ITSELF);
        }

        assertThat(sizes.current()).isEqualTo(20);
    }

    @Test
    void aSpoiledReplyNowAndThenAmongWholeOnesLeavesTheSizeAsItIs() {
        for (int n = 0; n < 100; n++) {
            sizes.replied(sizes.packing(), 20, n % 4 == 0 ? 20 : 0, Ending.BY_ITSELF);
        }

        assertThat(sizes.current()).isEqualTo(20);
    }

    @Test
    void repliesToPromptsThatWereMadeBeforeTheCutDoNotCutAgain() {
        Packing packed = sizes.packing();

        for (int n = 0; n < 16; n++) {
            sizes.replied(packed, 8, 4, Ending.CUT);
        }

        assertThat(sizes.current()).isEqualTo(10);
    }

    @Test
    void aChunkThatWasHandedOutBeforeTheCutAndAskedForAfterItDoesNotCutAgain() {
        shrinkOnce();

        sizes.replied(sizes.packing(), 20, 12, Ending.CUT);
        sizes.replied(sizes.packing(), 20, 12, Ending.CUT);

        assertThat(sizes.current()).isEqualTo(10);
    }

    @Test
    void threeWholeRepliesOfFullSizeMakeItOneLarger() {
        shrinkOnce();

        whole(10, 2);
        whole(9, 5);
        assertThat(sizes.current()).isEqualTo(10);
        whole(10, 1);

        assertThat(sizes.current()).isEqualTo(11);
    }

    @Test
    void promptsInFlightAtTheOldSizeDoNotMakeItLargerTwice() {
        shrinkOnce();
        Packing packed = sizes.packing();

        for (int n = 0; n < 16; n++) {
            sizes.replied(packed, 10, 0, Ending.BY_ITSELF);
        }

        assertThat(sizes.current()).isEqualTo(11);
    }

    @Test
    void itNeverGrowsOverTheMost() {
        shrinkOnce();

        for (int n = 0; n < 200; n++) {
            whole(sizes.current(), 1);
        }

        assertThat(sizes.current()).isEqualTo(20);
        assertThat(sizes.isLargest()).isTrue();
    }

    @Test
    void againstAModelThatCutsRepliesOfMoreThanEightMostPromptsHoldAlmostThatAndFewAreCut() {
        int cut = 0;
        long items = 0;
        for (int n = 0; n < 1_000; n++) {
            cut += reply(size -> size > 8) ? 1 : 0;
            items += Math.min(8, sizes.current());
        }

        assertThat(cut).isLessThan(60);
        assertThat(items / 1_000.0).isGreaterThan(6.5);
    }

    @Test
    void itGoesDownToOneAndUpFromThere() {
        for (int n = 0; n < 20; n++) {
            reply(size -> size > 1);
        }
        assertThat(sizes.current()).isIn(1, 2);

        for (int n = 0; n < 200; n++) {
            reply(size -> false);
        }
        assertThat(sizes.current()).isEqualTo(20);
    }

    @Test
    void sizesThatThePromptsOfARecipeMayNotHaveAreLeftOut() {
        AdaptiveBatchSize atLeastSix = AdaptiveBatchSize.within(limits(20, 6), 20);
        shrink(atLeastSix);
        assertThat(atLeastSix.current()).isEqualTo(10);
        shrink(atLeastSix);
        assertThat(atLeastSix.current()).isEqualTo(1);

        for (int n = 0; n < 3; n++) {
            atLeastSix.replied(atLeastSix.packing(), 1, 0, Ending.BY_ITSELF);
        }
        assertThat(atLeastSix.current()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "30, 20", "0, 1", "1, 1", "20, 20"})
    void aStartIsBroughtWithinTheLimits(int start, int expected) {
        assertThat(AdaptiveBatchSize.within(limits(20, 1), start).current()).isEqualTo(expected);
    }

    @Test
    void aFixedSizeStays() {
        AdaptiveBatchSize fixed = AdaptiveBatchSize.fixed(15);

        shrink(fixed);

        assertThat(fixed.current()).isEqualTo(15);
    }

    @Test
    void promptsThatTakeTooLongHalveIt() {
        Packing packed = sizes.packing();

        assertThat(sizes.tookTooLong(packed, 20)).isEmpty();
        assertThat(sizes.tookTooLong(packed, 20)).isEqualTo(Optional.of(ShrinkCause.TIMEOUT));

        assertThat(sizes.current()).isEqualTo(10);
    }

    private static BatchLimits limits(int most, int least) {
        return new BatchLimits(most, 8_000, least);
    }

    private void shrinkOnce() {
        shrink(sizes);
        assertThat(sizes.current()).isEqualTo(10);
    }

    private static void shrink(AdaptiveBatchSize sizes) {
        Packing packed = sizes.packing();
        sizes.replied(packed, packed.size(), packed.size(), Ending.CUT);
        sizes.replied(packed, packed.size(), packed.size(), Ending.CUT);
    }

    private void whole(int items, int times) {
        for (int n = 0; n < times; n++) {
            sizes.replied(sizes.packing(), items, 0, Ending.BY_ITSELF);
        }
    }

    private boolean reply(IntPredicate isCut) {
        Packing packed = sizes.packing();
        boolean cut = isCut.test(packed.size());
        sizes.replied(packed, packed.size(), cut ? (packed.size() + 1) / 2 : 0, cut ? Ending.CUT : Ending.BY_ITSELF);
        return cut;
    }
}
