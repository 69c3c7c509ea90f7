package io.enricher.job;

import io.enricher.domain.Answer;
import io.enricher.domain.FailureReason;
import io.enricher.domain.Item;
import io.enricher.domain.SourceRecord;
import io.enricher.output.OutputRow;
import io.enricher.output.OutputRow.Source;
import io.enricher.output.OutputRow.Status;
import io.enricher.recipe.AnswerFinisher;
import io.enricher.recipe.Draft;
import io.enricher.store.WorkItems;
import java.util.Optional;
import java.util.function.Function;

/** Joins a record with what is known of its item into a row of the output. Pure. */
final class RowResolver {

    private final PerFile<AnswerFinisher> finishers;
    private final Function<SourceRecord, String> place;

    /** @param place where a failed row is, in more words than its number; may be empty */
    RowResolver(PerFile<AnswerFinisher> finishers, Function<SourceRecord, String> place) {
        this.finishers = finishers;
        this.place = place;
    }

    /** A row and, if it failed, why. */
    record Resolved(OutputRow row, String message) {}

    /** A row that was not sent because a required field is empty. */
    Resolved notSent(SourceRecord record, Draft.Incomplete draft) {
        Optional<String> defaultAnswer = finishers.of(record).withoutAnswer(record);
        if (defaultAnswer.isPresent()) {
            return new Resolved(
                    new OutputRow(record, defaultAnswer, Status.OK, Source.DEFAULT, "", Optional.empty(), ""), "");
        }
        return failed(record, FailureReason.MISSING_FIELD, "the field " + draft.field() + " is empty");
    }

    /** A row whose item has an answer; {@code state} is its work item if this run asked for it. */
    Resolved answered(SourceRecord record, Answer answer, Optional<WorkItems.State> state) {
        Source source = state.filter(WorkItems.State::askedHere)
                .map(asked -> asked.number() == record.number() ? Source.MODEL : Source.DUPLICATE)
                .orElse(Source.CACHE);
        return new Resolved(
                new OutputRow(
                        record,
                        Optional.of(finishers.of(record).finish(record, answer.json())),
                        Status.OK,
                        source,
                        answer.model(),
                        Optional.empty(),
                        answer.note()),
                "");
    }

    /** A row whose item failed. */
    Resolved failed(SourceRecord record, FailureReason reason, String message) {
        Optional<String> defaultAnswer = finishers.of(record).withoutAnswer(record);
        Source source = defaultAnswer.isPresent() ? Source.DEFAULT : Source.NONE;
        return new Resolved(
                new OutputRow(record, defaultAnswer, Status.FAILED, source, "", Optional.of(reason), ""),
                place.apply(record) + message);
    }

    /** The item of a draft, complete or not. */
    static Item itemOf(Draft draft) {
        if (draft instanceof Draft.Ready ready) {
            return ready.item();
        }
        return ((Draft.Incomplete) draft).item();
    }
}
