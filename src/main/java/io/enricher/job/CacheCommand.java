package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.NotNowException;
import io.enricher.domain.UsageException;
import io.enricher.store.AnswerStore;
import io.enricher.store.StoredRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code --job=cache stats|clear}. */
public final class CacheCommand {

    private final Store store;
    private final DatabaseSpace space;

    CacheCommand(Store store, DatabaseSpace space) {
        this.store = store;
        this.space = space;
    }

    /** Entries, latest, bytes. */
    public RunResult statistics() {
        AnswerStore.Statistics statistics = store.answers().statistics();
        String latest = statistics.latest().map(Instant::toString).orElse("none");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", statistics.entries());
        json.put("latest", statistics.latest().map(Instant::toString).orElse(null));
        json.put("bytes", statistics.bytes());
        return new RunResult(
                String.format(
                        Locale.ROOT,
                        "Entries:  %,d%nLatest:   %s%nBytes:    %,d",
                        statistics.entries(),
                        latest,
                        statistics.bytes()),
                JsonMapper.shared().writeValueAsString(json),
                "",
                ExitCode.OK);
    }

    /** What is done with the cache while a run that counts on its answers is unfinished. */
    public enum Unfinished {
        REFUSE,
        FORCE
    }

    /** @throws NotNowException if a run is unfinished and that is a reason to refuse */
    public RunResult clear(Unfinished unfinished) {
        List<StoredRun> open = store.runs().unfinished();
        if (!open.isEmpty() && unfinished == Unfinished.REFUSE) {
            StoredRun first = open.get(0);
            throw new NotNowException("a run is unfinished (" + first.run().input() + ", started "
                    + first.run().startedAt()
                    + ", " + first.status() + "): its answers would be paid for again. Finish it by starting it again,"
                    + " or say force=true");
        }
        long removed = store.answers().clear();
        space.deleted(removed);
        return new RunResult(
                String.format(Locale.ROOT, "Removed %,d answers from the cache.", removed),
                "{\"removed\":" + removed + "}",
                "",
                ExitCode.OK);
    }

    /** @param action {@code stats} or {@code clear} */
    public RunResult run(String action, Unfinished unfinished) {
        return switch (action) {
            case "stats" -> statistics();
            case "clear" -> clear(unfinished);
            default -> throw new UsageException("there is no cache action \"" + action + "\"; use stats or clear");
        };
    }
}
