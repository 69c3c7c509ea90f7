package io.enricher.job;

import io.enricher.domain.ExitCode;
import io.enricher.domain.LedgerCall;
import io.enricher.domain.PastRun;
import io.enricher.domain.RunStory;
import io.enricher.domain.UsageException;
import io.enricher.report.CallText;
import io.enricher.report.HistoryTable;
import io.enricher.report.JsonHistory;
import io.enricher.report.StoryText;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.batch.core.repository.JobRepository;

/** {@code --job=history} and {@code --job=show}: tells of past runs and changes nothing; takes no lock of a run. */
public final class HistoryCommand {

    /** Named to those who ask for a run that is not there. */
    private static final int NAMED = 10;

    private final Store store;
    private final KeptReplies replies;
    private final RunStories stories;
    private final ZoneId zone;

    /** @param zone in which times are shown to people */
    HistoryCommand(Store store, KeptReplies replies, JobRepository jobRepository, ZoneId zone) {
        this.store = store;
        this.replies = replies;
        this.stories = new RunStories(store, replies, jobRepository, zone);
        this.zone = zone;
    }

    /** @throws UsageException if there is no such run or call; names those there are */
    public RunResult run(HistoryRequest request) {
        if (request instanceof HistoryRequest.Run one) {
            return story(one.id());
        }
        if (request instanceof HistoryRequest.Call one) {
            return call(one.id());
        }
        return latest(((HistoryRequest.Latest) request).last());
    }

    private RunResult latest(int last) {
        List<PastRun> runs = store.runs().latest(EnrichJobFactory.ENRICH, last);
        return result(new HistoryTable(zone).render(runs), new JsonHistory().render(runs));
    }

    private RunResult story(long id) {
        PastRun run = store.runs()
                .past(EnrichJobFactory.ENRICH, id)
                .orElseThrow(() -> new UsageException("there is no run " + id + " here. " + runsThereAre()));
        RunStory story = stories.of(run);
        return result(new StoryText(zone).render(story), new JsonHistory().render(story));
    }

    private RunResult call(long id) {
        LedgerCall call = store.calls()
                .find(id)
                .orElseThrow(
                        () -> new UsageException("there is no call " + id + " in the ledger. --job=show id=RUN names"
                                + " the calls of a run whose reply was kept. " + runsThereAre()));
        LedgerCall whole = call.withReply(replies.find(call));
        return result(new CallText(zone).render(whole), new JsonHistory().render(whole));
    }

    private String runsThereAre() {
        List<PastRun> runs = store.runs().latest(EnrichJobFactory.ENRICH, NAMED);
        return runs.isEmpty()
                ? "The history is empty: no run was started with this state directory or database"
                : "The latest runs: "
                        + runs.stream().map(run -> Long.toString(run.id())).collect(Collectors.joining(", "))
                        + "; --job=history lists more";
    }

    private static RunResult result(String text, String json) {
        return new RunResult(text.stripTrailing(), json.stripTrailing(), "", ExitCode.OK);
    }
}
