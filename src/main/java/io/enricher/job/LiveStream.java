package io.enricher.job;

import io.enricher.domain.Answer;
import io.enricher.domain.Item;
import io.enricher.domain.ItemKey;
import io.enricher.domain.Outcome;
import io.enricher.output.LiveFile;
import io.enricher.output.OutputRow.Source;
import io.enricher.store.WorkItems;
import io.enricher.store.WorkItems.Asked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Shows each row in a file as soon as its answer is committed, if the user asked for that. What was committed before, by
 * an execution that was killed in between, comes from the tables when the step begins: so that each row is there once.
 */
final class LiveStream implements StepExecutionListener {

    private static final int PAGE = 1_000;

    private final Optional<LiveFile> file;
    private final Store store;
    private final long runId;

    private LiveStream(Optional<LiveFile> file, Store store, long runId) {
        this.file = file;
        this.store = store;
        this.runId = runId;
    }

    static LiveStream of(EnrichRun run, Store store) {
        List<String> names = run.input().isList()
                ? run.files().stream().map(each -> each.input().given()).toList()
                : List.of();
        return new LiveStream(run.paths().stream().map(path -> new LiveFile(path, names)), store, run.id());
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        file.ifPresent(live -> live.begin(known()));
    }

    /** To be called when they are durable. */
    void committed(List<Outcome> outcomes) {
        file.ifPresent(live -> live.append(outcomes));
    }

    /** To be called when no worker is left. */
    void close() {
        file.ifPresent(LiveFile::close);
    }

    private Stream<LiveFile.Row> known() {
        return Stream.iterate(after(0), page -> !page.isEmpty(), page -> after(lastOf(page)))
                .flatMap(this::rows);
    }

    private List<Asked> after(long number) {
        return store.workItems().askedAfter(runId, number, PAGE);
    }

    private static long lastOf(List<Asked> page) {
        return page.get(page.size() - 1).item().number();
    }

    private Stream<LiveFile.Row> rows(List<Asked> page) {
        Map<ItemKey, Answer> answers = store.answers()
                .find(page.stream()
                        .filter(asked -> asked.status() == WorkItems.Status.DONE)
                        .map(asked -> asked.item().key())
                        .toList());
        return page.stream().flatMap(asked -> row(asked, answers).stream());
    }

    /** Empty if its answer is gone from the cache; then the row is asked again before the output is written. */
    private static Optional<LiveFile.Row> row(Asked asked, Map<ItemKey, Answer> answers) {
        Item item = asked.item();
        if (asked.reason().isPresent()) {
            Outcome failed = new Outcome.Failed(item, asked.reason().get(), asked.message());
            return Optional.of(new LiveFile.Row(failed, Source.NONE));
        }
        return Optional.ofNullable(answers.get(item.key()))
                .map(answer -> new LiveFile.Row(
                        new Outcome.Enriched(item, answer), asked.askedHere() ? Source.MODEL : Source.CACHE));
    }
}
