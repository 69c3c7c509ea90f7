package io.enricher.job;

import io.enricher.domain.Amounts;
import io.enricher.domain.ExitCode;
import io.enricher.domain.NearestName;
import io.enricher.domain.NotNowException;
import io.enricher.domain.UsageException;
import io.enricher.store.AnswerArchive;
import io.enricher.store.SpaceReclaimer;
import io.enricher.store.StoredRun;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code --job=cache stats|clear|export|import}. */
public final class CacheCommand {

    private final Store store;
    private final DatabaseSpace space;
    private final CacheFiles files;
    private final InstantSource clock;

    /** @param clock tells how old an answer is */
    CacheCommand(Store store, DatabaseSpace space, InstantSource clock) {
        this.store = store;
        this.space = space;
        this.files = new CacheFiles(store.archive(), space, clock);
        this.clock = clock;
    }

    /**
     * @throws NotNowException if a run is unfinished and that is a reason to refuse
     * @throws UsageException  if a recipe is named that nothing is known of
     */
    public RunResult run(CacheRequest request) {
        // Its many commits would let the file of an embedded database grow without end.
        SpaceReclaimer reclaimer = space.reclaim();
        try {
            return perform(request);
        } finally {
            reclaimer.close();
        }
    }

    private RunResult perform(CacheRequest request) {
        if (request instanceof CacheRequest.Clear clear) {
            return clear(clear);
        }
        if (request instanceof CacheRequest.Export export) {
            export.recipe().ifPresent(this::requireKnown);
            return files.export(export);
        }
        if (request instanceof CacheRequest.Import taken) {
            return files.take(taken);
        }
        return CacheStatistics.of(store.answers().statistics(), store.archive().groups());
    }

    private RunResult clear(CacheRequest.Clear request) {
        request.recipe().ifPresent(this::requireKnown);
        if (request.unfinished() == CacheRequest.Unfinished.REFUSE) {
            requireFinishedRuns();
        }
        long removed = request.recipe().isEmpty() && request.olderThan().isEmpty()
                ? store.answers().clear()
                : store.archive().delete(selection(request));
        space.deleted(removed);
        return new RunResult(
                "Removed " + Amounts.count(removed, "answer", "answers") + " from the cache.",
                "{\"removed\":" + removed + "}",
                "",
                ExitCode.OK);
    }

    private AnswerArchive.Selection selection(CacheRequest.Clear request) {
        Optional<Instant> before = request.olderThan().map(clock.instant()::minus);
        return new AnswerArchive.Selection(request.recipe(), before);
    }

    private void requireFinishedRuns() {
        List<StoredRun> open = store.runs().unfinished();
        if (!open.isEmpty()) {
            StoredRun first = open.get(0);
            throw new NotNowException("a run is unfinished (" + first.run().input() + ", started "
                    + first.run().startedAt()
                    + ", " + first.status() + "): its answers would be paid for again. Finish it by starting it again,"
                    + " or say force=true");
        }
    }

    /** So that a slip does not look like an empty cache; a recipe whose answers are all deleted stays known. */
    private void requireKnown(String recipe) {
        List<String> known = store.archive().recipes();
        if (!known.contains(recipe)) {
            throw new UsageException("nothing is known of a recipe \"" + recipe + "\" here."
                    + NearestName.question(recipe, known)
                    + (known.isEmpty() ? " The cache is empty" : " Recipes: " + String.join(", ", known)));
        }
    }
}
