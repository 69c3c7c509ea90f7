package io.enricher.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.Outcome;
import io.enricher.domain.PromptCall;
import io.enricher.domain.ProviderUnavailableException;
import io.enricher.domain.ShrinkCause;
import io.enricher.enrich.ScriptedModelClient.Asked;
import io.enricher.provider.FinishReason;
import io.enricher.provider.ModelException;
import io.enricher.provider.ModelReply;
import io.enricher.provider.ModelRequest;
import io.enricher.recipe.BatchLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BatchEnricherTest {

    @Test
    void twentyRowsAreOnePrompt() {
        Bench bench = new Bench(Replies::all);
        List<Item> items = Bench.items(20);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(20);
        assertThat(items).allSatisfy(item -> assertAnswered(bench, item));
    }

    @Test
    void twentyOneRowsAreTwoPrompts() {
        Bench bench = new Bench(Replies::all);

        bench.enrich(Bench.items(21));

        assertThat(bench.client.sizes()).containsExactly(20, 1);
    }

    @Test
    void nineteenGoodAnswersAreKeptWithTheirCallAndTheOtherRowIsAskedAgainAlone() {
        Bench bench = new Bench(asked ->
                asked.number() == 1 ? Replies.only(asked, topic -> !topic.equals(Bench.topic(7))) : Replies.all(asked));
        List<Item> items = Bench.items(20);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(20, 1);
        assertThat(bench.client.asked().get(1).topics()).containsValue(Bench.topic(7));
        assertThat(bench.log.entries().get(0).outcomes())
                .hasSize(19)
                .allMatch(outcome -> outcome instanceof Outcome.Enriched);
        assertThat(bench.log.entries())
                .extracting(RecordingOutcomeLog.Entry::call)
                .containsExactly(
                        Optional.of(ScriptedModelClient.call(1, 20)), Optional.of(ScriptedModelClient.call(2, 1)));
        assertThat(items).allSatisfy(item -> assertAnswered(bench, item));
    }

    @Test
    void validAnswersAreRecordedBeforeTheNextCall() {
        int[] recordedAtSecondCall = {-1};
        Bench[] bench = new Bench[1];
        bench[0] = new Bench(asked -> {
            if (asked.number() == 2) {
                recordedAtSecondCall[0] = bench[0].log.outcomes().size();
                return Replies.all(asked);
            }
            return Replies.only(asked, topic -> !topic.equals(Bench.topic(3)));
        });

        bench[0].enrich(Bench.items(5));

        assertThat(recordedAtSecondCall[0]).isEqualTo(4);
    }

    @Test
    void theRestIsAskedTogetherAsLongAsThatMakesProgress() {
        Bench bench = new Bench(asked -> Replies.only(asked, firstHalfOf(asked)));

        bench.enrich(Bench.items(20));

        assertThat(bench.client.sizes()).containsExactly(20, 10, 5, 2, 1);
    }

    @Test
    void withoutProgressThePromptIsHalvedAndASingleRowIsAskedTwiceAtMost() {
        Bench bench = new Bench(asked -> Replies.text("no JSON at all"));

        Map<?, Outcome> outcomes = bench.enrich(Bench.items(4));

        assertThat(bench.client.sizes()).containsExactly(4, 2, 1, 1, 1, 1, 2, 1, 1, 1, 1);
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertFailed(outcome, FailureReason.MISSING_IN_REPLY, "no answer"));
    }

    @Test
    void anInvalidAnswerHasItsOwnReason() {
        Bench bench = new Bench(asked -> Replies.invalid(asked, topic -> topic.equals(Bench.topic(2))));
        List<Item> items = Bench.items(3);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(3, 1, 1);
        assertFailed(bench.log.of(items.get(1)), FailureReason.INVALID_ANSWER, "tldr");
        assertAnswered(bench, items.get(0));
        assertAnswered(bench, items.get(2));
    }

    @Test
    void aSecondAskOfASingleRowMaySucceed() {
        Bench bench = new Bench(asked -> asked.number() == 1 ? Replies.text("{}") : Replies.all(asked));
        List<Item> items = Bench.items(1);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(1, 1);
        assertAnswered(bench, items.get(0));
    }

    @Test
    void theCallOfAReplyWithoutAnyUsableAnswerIsRecordedToo() {
        Bench bench = new Bench(asked -> asked.number() == 1 ? Replies.text("{}") : Replies.all(asked));

        bench.enrich(Bench.items(2));

        assertThat(bench.log.entries().get(0))
                .isEqualTo(new RecordingOutcomeLog.Entry(List.of(), Optional.of(ScriptedModelClient.call(1, 2))));
    }

    @ParameterizedTest
    @EnumSource(
            value = FinishReason.class,
            names = {"REFUSAL", "CONTENT_FILTER"})
    void aRefusedBatchIsNarrowedToTheRowThatIsRefusedAndThatIsNotAskedAgain(FinishReason refusal) {
        Bench bench = new Bench(
                asked -> asked.topics().containsValue(Bench.topic(3)) ? Replies.ended(refusal) : Replies.all(asked));
        List<Item> items = Bench.items(4);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(4, 2, 2, 1, 1);
        assertFailed(
                bench.log.of(items.get(2)),
                refusal == FinishReason.REFUSAL ? FailureReason.REFUSED : FailureReason.CONTENT_FILTER,
                "");
        assertAnswered(bench, items.get(3));
    }

    @Test
    void aReplyThatWasCutKeepsItsCompleteAnswersAndTheRestGetsMoreOutput() {
        Bench bench = new Bench(asked -> asked.number() == 1 ? Replies.cutAfter(asked, 2) : Replies.all(asked));
        List<Item> items = Bench.items(5);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(5, 3);
        assertThat(bench.log.entries().get(0).outcomes()).hasSize(2);
        assertThat(bench.client.asked().get(1).request().maxOutputTokens())
                .isEqualTo(2 * usualOutputOf(items.subList(2, 5)));
    }

    @Test
    void aPromptThatIsCutBeforeItsFirstAnswerIsHalvedWithMoreOutput() {
        Bench bench = new Bench(asked -> asked.size() > 2 ? Replies.cutAfter(asked, 0) : Replies.all(asked));
        List<Item> items = Bench.items(4);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(4, 2, 2);
        assertThat(bench.client.asked().get(1).request().maxOutputTokens())
                .isEqualTo(2 * usualOutputOf(items.subList(0, 2)));
    }

    @Test
    void nothingThatWasCutIsEverSentAgainUnchanged() {
        Bench bench = new Bench(asked -> Replies.cutAfter(asked, 0));

        Map<?, Outcome> outcomes = bench.enrich(Bench.items(6));

        Set<ModelRequest> different =
                new HashSet<>(bench.client.asked().stream().map(Asked::request).toList());
        assertThat(different).hasSameSizeAs(bench.client.asked());
        assertThat(outcomes.values())
                .allSatisfy(
                        outcome -> assertFailed(outcome, FailureReason.TRUNCATED_ANSWER, "cut at the output limit"));
    }

    @Test
    void aSingleRowThatIsCutGetsEightTimesTheOutputBeforeItFails() {
        Bench bench = new Bench(asked -> Replies.cutAfter(asked, 0));
        List<Item> items = Bench.items(1);

        bench.enrich(items);

        int usual = usualOutputOf(items);
        assertThat(bench.client.asked())
                .extracting(asked -> asked.request().maxOutputTokens())
                .containsExactly(usual, 2 * usual, 4 * usual, 8 * usual);
        assertFailed(bench.log.of(items.get(0)), FailureReason.TRUNCATED_ANSWER, "");
    }

    @ParameterizedTest
    @MethodSource("errorsOfATooHighLimit")
    void aRaisedOutputLimitThatTheModelDoesNotTakeIsTakenBack(Supplier<? extends RuntimeException> error) {
        Bench bench = new Bench(asked -> {
            if (asked.request().maxOutputTokens() > 4_500) {
                throw error.get();
            }
            return asked.number() == 1 ? Replies.cutAfter(asked, 0) : Replies.all(asked);
        });
        List<Item> items = Bench.items(10);

        bench.enrich(items);

        // Each half is refused with the doubled limit and answered with the usual one.
        assertThat(bench.client.sizes()).containsExactly(10, 5, 5, 5, 5);
        assertThat(bench.client.asked().get(2).request().maxOutputTokens())
                .isEqualTo(usualOutputOf(items.subList(0, 5)));
        assertThat(items).allSatisfy(item -> assertAnswered(bench, item));
    }

    @ParameterizedTest
    @MethodSource("errorsOfATooHighLimit")
    void aSingleRowThatIsCutAndMayHaveNoMoreOutputFailsWithThatReasonAndItsTextWhole(
            Supplier<? extends RuntimeException> error) {
        Item longItem = Bench.item(1, Map.of("topic", "topic 1", "description", "d".repeat(1_000)));
        int usual = usualOutputOf(List.of(longItem));
        Bench bench = new Bench(asked -> {
            if (asked.request().maxOutputTokens() > 2 * usual) {
                throw error.get();
            }
            return Replies.cutAfter(asked, 0);
        });

        bench.enrich(List.of(longItem));

        assertThat(bench.client.asked())
                .extracting(asked -> asked.request().maxOutputTokens())
                .containsExactly(usual, 2 * usual, 4 * usual);
        assertThat(bench.client.asked())
                .allSatisfy(asked -> assertThat(asked.request().user()).contains("d".repeat(1_000)));
        assertFailed(bench.log.of(longItem), FailureReason.TRUNCATED_ANSWER, "takes no higher one");
    }

    @Test
    void aRowThatIsRejectedForItselfAfterACutIsRejectedWithTheAcceptedLimitToo() {
        Bench bench = new Bench(asked -> {
            if (asked.number() == 1) {
                return Replies.cutAfter(asked, 0);
            }
            return failingOn(2, rejected -> {
                        throw Replies.rejected();
                    })
                    .apply(asked);
        });
        List<Item> items = Bench.items(2);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(2, 1, 1, 1);
        assertAnswered(bench, items.get(0));
        assertFailed(bench.log.of(items.get(1)), FailureReason.REJECTED_BY_PROVIDER, "400 from the model");
    }

    static Stream<Supplier<? extends RuntimeException>> errorsOfATooHighLimit() {
        return Stream.of(Replies::rejected, Replies::tooLong);
    }

    @Test
    void aPromptThatIsTooLongIsHalved() {
        Bench bench = new Bench(asked -> {
            if (asked.size() > 5) {
                throw Replies.tooLong();
            }
            return Replies.all(asked);
        });
        List<Item> items = Bench.items(20);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(20, 10, 5, 5, 10, 5, 5);
        assertThat(items).allSatisfy(item -> assertAnswered(bench, item));
    }

    @Test
    void aSingleRowThatIsTooLongIsCutToThreeQuartersAndSaysSo() {
        Item longItem = Bench.item(1, Map.of("topic", "topic 1", "description", "d".repeat(1_000)));
        Bench bench = new Bench(asked -> {
            if (asked.number() == 1) {
                throw Replies.tooLong();
            }
            return Replies.all(asked);
        });

        bench.enrich(List.of(longItem));

        assertThat(bench.client.asked().get(1).request().user())
                .contains("\"" + "d".repeat(750) + " [... content truncated due to length ...]\"");
        Outcome.Enriched enriched = (Outcome.Enriched) bench.log.of(longItem);
        assertThat(enriched.answer().note()).isEqualTo("truncated");
    }

    @Test
    void aSingleRowThatIsTooLongIsCutOnlyOnce() {
        Item longItem = Bench.item(1, Map.of("topic", "topic 1", "description", "d".repeat(1_000)));
        Bench bench = new Bench(always(() -> Replies.tooLong()));

        bench.enrich(List.of(longItem));

        assertThat(bench.client.sizes()).containsExactly(1, 1);
        assertFailed(bench.log.of(longItem), FailureReason.TOO_LONG_AFTER_TRUNCATION, "longer than the context");
    }

    @Test
    void aSingleShortRowThatIsTooLongFailsAtOnceBecauseACutWouldGainNothing() {
        Bench bench = new Bench(always(() -> Replies.tooLong()));

        bench.enrich(Bench.items(1));

        assertThat(bench.client.sizes()).containsExactly(1);
    }

    @Test
    void oneRowThatTheProviderRejectsDoesNotTakeItsNeighboursAlong() {
        Bench bench = new Bench(failingOn(3, asked -> {
            throw Replies.rejected();
        }));
        List<Item> items = Bench.items(4);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(4, 2, 2, 1, 1);
        assertFailed(bench.log.of(items.get(2)), FailureReason.REJECTED_BY_PROVIDER, "400 from the model");
        assertAnswered(bench, items.get(3));
    }

    @Test
    void onePromptThatTheFilterBlocksIsNarrowedToItsRow() {
        Bench bench = new Bench(failingOn(1, asked -> {
            throw Replies.blocked();
        }));
        List<Item> items = Bench.items(2);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(2, 1, 1);
        assertFailed(bench.log.of(items.get(0)), FailureReason.CONTENT_FILTER, "blocked by the filter");
    }

    @Test
    void aPromptThatAloneKeepsFailingIsNarrowedAndOnlyItsPoisonFails() {
        Bench bench = new Bench(failingOn(6, asked -> {
            throw Replies.serverError();
        }));
        List<Item> items = Bench.items(8);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(8, 4, 4, 2, 1, 1, 2);
        assertFailed(bench.log.of(items.get(5)), FailureReason.PROVIDER_ERROR, "500 from the model");
        assertThat(items.stream().filter(item -> item.number() != 6)).allSatisfy(item -> assertAnswered(bench, item));
    }

    @Test
    void rowsThatFailByThemselvesAreGivenUp() {
        Bench bench = new Bench(always(() -> Replies.serverError()));

        bench.enrich(Bench.items(2));

        assertThat(bench.client.sizes()).containsExactly(2, 1, 1);
        assertThat(bench.log.outcomes())
                .allSatisfy(outcome -> assertFailed(outcome, FailureReason.PROVIDER_ERROR, "500 from the model"));
    }

    @Test
    void aDeadProviderFailsNoRow() {
        ProviderUnavailableException gone = new ProviderUnavailableException("gone", new IllegalStateException());
        Bench bench = new Bench(asked -> {
            throw gone;
        });

        assertThatThrownBy(() -> bench.enricher().enrich("Batch 1/1", Bench.items(20)))
                .isSameAs(gone);

        assertThat(bench.log.outcomes()).isEmpty();
    }

    @Test
    void aStopIsHonouredBetweenTwoCallsAndWhatWasAnsweredStays() {
        Bench bench = new Bench(asked -> Replies.only(asked, firstHalfOf(asked)));
        bench.stop = () -> bench.client.asked().size() == 2;

        assertThatThrownBy(() -> bench.enricher().enrich("Batch 1/1", Bench.items(20)))
                .isInstanceOf(ModelException.Aborted.class);

        assertThat(bench.client.sizes()).containsExactly(20, 10);
        assertThat(bench.log.outcomes()).hasSize(15).allMatch(outcome -> outcome instanceof Outcome.Enriched);
    }

    @Test
    void aCallThatIsGivenUpDecidesNothing() {
        Bench bench = new Bench(asked -> {
            if (asked.number() == 2) {
                throw new ModelException.Aborted("given up");
            }
            return Replies.only(asked, firstHalfOf(asked));
        });

        assertThatThrownBy(() -> bench.enricher().enrich("Batch 1/1", Bench.items(4)))
                .isInstanceOf(ModelException.Aborted.class);

        assertThat(bench.log.outcomes()).hasSize(2).allMatch(outcome -> outcome instanceof Outcome.Enriched);
    }

    @Test
    void answersUnderIdsThatNobodyAskedForAreLetGo() {
        UnaryOperator<String> foreign =
                text -> text.replace("{\"results\":[", "{\"results\":[" + Replies.answer("zzzzzz", "stray") + ",");
        Bench bench =
                new Bench(asked -> Replies.text(foreign.apply(Replies.all(asked).text())));
        List<Item> items = Bench.items(3);

        bench.enrich(items);

        assertThat(bench.client.sizes()).containsExactly(3);
        assertThat(items).allSatisfy(item -> assertAnswered(bench, item));
    }

    private static Function<Asked, ModelReply> always(Supplier<? extends RuntimeException> failure) {
        return asked -> {
            throw failure.get();
        };
    }

    private static Function<Asked, ModelReply> failingOn(long number, Function<Asked, ModelReply> failure) {
        return asked -> asked.topics().containsValue(Bench.topic(number)) ? failure.apply(asked) : Replies.all(asked);
    }

    private static Predicate<String> firstHalfOf(Asked asked) {
        List<String> topics = List.copyOf(asked.topics().values());
        return topics.subList(0, (topics.size() + 1) / 2)::contains;
    }

    private static int usualOutputOf(List<Item> items) {
        return Bench.QUESTIONS.request(Bench.QUESTIONS.render(items), 1).maxOutputTokens();
    }

    private static void assertAnswered(Bench bench, Item item) {
        Outcome outcome = bench.log.of(item);
        assertThat(outcome).isInstanceOf(Outcome.Enriched.class);
        assertThat(((Outcome.Enriched) outcome).answer().json())
                .isEqualTo(Replies.answerJson(item.fields().get("topic")));
        assertThat(((Outcome.Enriched) outcome).answer().model()).isEqualTo("scripted");
    }

    private static void assertFailed(Outcome outcome, FailureReason reason, String message) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) outcome).reason()).isEqualTo(reason);
        assertThat(((Outcome.Failed) outcome).message()).contains(message);
    }

    @Test
    void aReplyThatIsNotWholeIsHandedOnForLookingIntoAndAWholeOneIsNot() {
        Bench bench = new Bench(asked -> asked.number() == 1 ? Replies.cutAfter(asked, 2) : Replies.all(asked));

        bench.enrich(Bench.items(4));

        assertThat(bench.log.unusableReplies()).singleElement().asString().startsWith("{\"results\":[");
        assertThat(bench.log.calls())
                .extracting(PromptCall::batchSize)
                .containsExactly(OptionalInt.of(20), OptionalInt.empty());
    }

    @Test
    void repliesToFirstPromptsMakeThemSmallerAndThoseToTheirRestsDoNot() {
        Bench bench = new Bench(asked -> asked.size() > 4 ? Replies.text("{}") : Replies.all(asked));
        bench.sizes = AdaptiveBatchSize.within(new BatchLimits(20, 8_000, 1), 20);
        BatchEnricher enricher = bench.enricher();

        enricher.enrich("Batch 1/3", Bench.items(20));
        assertThat(bench.sizes.current())
                .as("20, 10, 5, 5, 10, 5 and 5 rows without an answer")
                .isEqualTo(20);
        enricher.enrich("Batch 2/3", Bench.items(20));
        assertThat(bench.sizes.current()).isEqualTo(10);
        enricher.enrich("Batch 3/3", Bench.items(20));

        assertThat(bench.sizes.current()).isEqualTo(10);
        assertThat(bench.log.calls().stream()
                        .flatMap(call -> call.shrunkBy().stream())
                        .toList())
                .containsExactly(ShrinkCause.UNANSWERED);
    }

    @Test
    void batchesThatTimeOutWhileTheirHalvesDoNotMakePromptsSmaller() {
        Bench bench = new Bench(asked -> {
            if (asked.size() > 10) {
                throw new ModelException.Transient(
                        ModelException.Kind.TIMEOUT, Optional.empty(), "too slow", new IllegalStateException());
            }
            return Replies.all(asked);
        });
        bench.sizes = AdaptiveBatchSize.within(new BatchLimits(20, 8_000, 1), 20);
        BatchEnricher enricher = bench.enricher();

        enricher.enrich("Batch 1/2", Bench.items(20));
        assertThat(bench.sizes.current()).isEqualTo(20);
        enricher.enrich("Batch 2/2", Bench.items(20));

        assertThat(bench.sizes.current()).isEqualTo(10);
        assertThat(bench.log.calls()).extracting(PromptCall::shrunkBy).contains(Optional.of(ShrinkCause.TIMEOUT));
    }
}
